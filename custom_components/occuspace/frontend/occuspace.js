/*! Contains Lit. Copyright Google LLC, BSD-3-Clause */
var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=/* @__PURE__ */ new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=e=>new i(typeof e==`string`?e:e+``,void 0,n),o=(e,...t)=>new i(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,n),s=(n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}},c=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return a(t)})(e):e,{is:l,defineProperty:u,getOwnPropertyDescriptor:d,getOwnPropertyNames:ee,getOwnPropertySymbols:te,getPrototypeOf:ne}=Object,f=globalThis,re=f.trustedTypes,ie=re?re.emptyScript:``,ae=f.reactiveElementPolyfillSupport,p=(e,t)=>e,m={toAttribute(e,t){switch(t){case Boolean:e=e?ie:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},h=(e,t)=>!l(e,t),g={attribute:!0,type:String,converter:m,reflect:!1,useDefault:!1,hasChanged:h};Symbol.metadata??=Symbol(`metadata`),f.litPropertyMetadata??=/* @__PURE__ */ new WeakMap;var _=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=g){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&u(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=d(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??g}static _$Ei(){if(this.hasOwnProperty(p(`elementProperties`)))return;let e=ne(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(p(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(p(`properties`))){let e=this.properties,t=[...ee(e),...te(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=/* @__PURE__ */ new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(c(e))}else e!==void 0&&t.push(c(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=/* @__PURE__ */ new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=/* @__PURE__ */ new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=/* @__PURE__ */ new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return s(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?m:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?m:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??h)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=/* @__PURE__ */ new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=/* @__PURE__ */ new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=/* @__PURE__ */ new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};_.elementStyles=[],_.shadowRootOptions={mode:`open`},_[p(`elementProperties`)]=/* @__PURE__ */ new Map,_[p(`finalized`)]=/* @__PURE__ */ new Map,ae?.({ReactiveElement:_}),(f.reactiveElementVersions??=[]).push(`2.1.2`);var v=globalThis,oe=e=>e,y=v.trustedTypes,b=y?y.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,x=`$lit$`,S=`lit$${Math.random().toFixed(9).slice(2)}$`,C=`?`+S,se=`<${C}>`,w=document,T=()=>w.createComment(``),E=e=>e===null||typeof e!=`object`&&typeof e!=`function`,D=Array.isArray,ce=e=>D(e)||typeof e?.[Symbol.iterator]==`function`,O=`[ 	
\f\r]`,k=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,le=/-->/g,ue=/>/g,A=RegExp(`>|${O}(?:([^\\s"'>=/]+)(${O}*=${O}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),de=/'/g,fe=/"/g,j=/^(?:script|style|textarea|title)$/i,M=(e=>(t,...n)=>({_$litType$:e,strings:t,values:n}))(1),N=Symbol.for(`lit-noChange`),P=Symbol.for(`lit-nothing`),F=/* @__PURE__ */ new WeakMap,I=w.createTreeWalker(w,129);function L(e,t){if(!D(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return b===void 0?t:b.createHTML(t)}var pe=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=k;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===k?c[1]===`!--`?o=le:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=A):(j.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=A):o=ue:o===A?c[0]===`>`?(o=i??k,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?A:c[3]===`"`?fe:de):o===fe||o===de?o=A:o===le||o===ue?o=k:(o=A,i=void 0);let d=o===A&&e[t+1].startsWith(`/>`)?` `:``;a+=o===k?n+se:l>=0?(r.push(s),n.slice(0,l)+x+n.slice(l)+S+d):n+S+(l===-2?t:d)}return[L(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},R=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=pe(t,n);if(this.el=e.createElement(l,r),I.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=I.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(x)){let t=u[o++],n=i.getAttribute(e).split(S),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?he:r[1]===`?`?ge:r[1]===`@`?_e:V}),i.removeAttribute(e)}else e.startsWith(S)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(j.test(i.tagName)){let e=i.textContent.split(S),t=e.length-1;if(t>0){i.textContent=y?y.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],T()),I.nextNode(),c.push({type:2,index:++a});i.append(e[t],T())}}}else if(i.nodeType===8){if(i.data===C)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(S,e+1))!==-1;)c.push({type:7,index:a}),e+=S.length-1}}a++}}static createElement(e,t){let n=w.createElement(`template`);return n.innerHTML=e,n}};function z(e,t,n=e,r){if(t===N)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=E(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=z(e,i._$AS(e,t.values),i,r)),t}var me=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??w).importNode(t,!0);I.currentNode=r;let i=I.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new B(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new ve(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=I.nextNode(),a++)}return I.currentNode=w,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},B=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=P,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=z(this,e,t),E(e)?e===P||e==null||e===``?(this._$AH!==P&&this._$AR(),this._$AH=P):e!==this._$AH&&e!==N&&this._(e):e._$litType$===void 0?e.nodeType===void 0?ce(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==P&&E(this._$AH)?this._$AA.nextSibling.data=e:this.T(w.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=R.createElement(L(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new me(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=F.get(e.strings);return t===void 0&&F.set(e.strings,t=new R(e)),t}k(t){D(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(T()),this.O(T()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=oe(e).nextSibling;oe(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},V=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=P,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(/* @__PURE__ */ new String),this.strings=n):this._$AH=P}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=z(this,e,t,0),a=!E(e)||e!==this._$AH&&e!==N,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=z(this,r[n+o],t,o),s===N&&(s=this._$AH[o]),a||=!E(s)||s!==this._$AH[o],s===P?e=P:e!==P&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===P?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},he=class extends V{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===P?void 0:e}},ge=class extends V{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==P)}},_e=class extends V{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=z(this,e,t,0)??P)===N)return;let n=this._$AH,r=e===P&&n!==P||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==P&&(n===P||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},ve=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){z(this,e)}},ye=v.litHtmlPolyfillSupport;ye?.(R,B),(v.litHtmlVersions??=[]).push(`3.3.3`);var be=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new B(t.insertBefore(T(),e),e,void 0,n??{})}return i._$AI(e),i},H=globalThis,U=class extends _{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=be(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return N}};U._$litElement$=!0,U.finalized=!0,H.litElementHydrateSupport?.({LitElement:U});var xe=H.litElementPolyfillSupport;xe?.({LitElement:U}),(H.litElementVersions??=[]).push(`4.2.2`);var W={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},G=e=>(...t)=>({_$litDirective$:e,values:t}),K=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},q=G(class extends K{constructor(e){if(super(e),e.type!==W.ATTRIBUTE||e.name!==`class`||e.strings?.length>2)throw Error("`classMap()` can only be used in the `class` attribute and must be the only part in the attribute.")}render(e){return` `+Object.keys(e).filter(t=>e[t]).join(` `)+` `}update(e,[t]){if(this.st===void 0){this.st=/* @__PURE__ */ new Set,e.strings!==void 0&&(this.nt=new Set(e.strings.join(` `).split(/\s/).filter(e=>e!==``)));for(let e in t)t[e]&&!this.nt?.has(e)&&this.st.add(e);return this.render(t)}let n=e.element.classList;for(let e of this.st)e in t||(n.remove(e),this.st.delete(e));for(let e in t){let r=!!t[e];r===this.st.has(e)||this.nt?.has(e)||(r?(n.add(e),this.st.add(e)):(n.remove(e),this.st.delete(e)))}return N}}),Se=`important`,Ce=` !`+Se,J=G(class extends K{constructor(e){if(super(e),e.type!==W.ATTRIBUTE||e.name!==`style`||e.strings?.length>2)throw Error("The `styleMap` directive must be used in the `style` attribute and must be the only part in the attribute.")}render(e){return Object.keys(e).reduce((t,n)=>{let r=e[n];return r==null?t:t+`${n=n.includes(`-`)?n:n.replace(/(?:^(webkit|moz|ms|o)|)(?=[A-Z])/g,`-$&`).toLowerCase()}:${r};`},``)}update(e,[t]){let{style:n}=e.element;if(this.ft===void 0)return this.ft=new Set(Object.keys(t)),this.render(t);for(let e of this.ft)t[e]??(this.ft.delete(e),e.includes(`-`)?n.removeProperty(e):n[e]=null);for(let e in t){let r=t[e];if(r!=null){this.ft.add(e);let t=typeof r==`string`&&r.endsWith(Ce);e.includes(`-`)||t?n.setProperty(e,t?r.slice(0,-11):r,t?Se:``):n[e]=r}}return N}});function we(e){return e.time_format===`system`?void 0:e.language}function Te(e){return e.time_format===`12`||e.time_format===`24`?e.time_format===`12`:new Intl.DateTimeFormat(we(e),{hour:`numeric`}).resolvedOptions().hour12===!0}function Y(e,t,n){let r=Te(n),{minute:i}=X(e,t),a=r&&i===0?{hour:`numeric`}:{hour:r?`numeric`:`2-digit`,minute:`2-digit`};return new Intl.DateTimeFormat(we(n),{...a,hourCycle:r?`h12`:`h23`,timeZone:t}).format(e)}var Ee=/* @__PURE__ */ new Map;function X(e,t){let n=Ee.get(t);n===void 0&&(n=new Intl.DateTimeFormat(`en-CA`,{timeZone:t,hourCycle:`h23`,year:`numeric`,month:`2-digit`,day:`2-digit`,hour:`2-digit`,minute:`2-digit`}),Ee.set(t,n));let r=new Map(n.formatToParts(e).map(e=>[e.type,e.value]));return{date:`${r.get(`year`)}-${r.get(`month`)}-${r.get(`day`)}`,hour:Number(r.get(`hour`)),minute:Number(r.get(`minute`))}}var De=864e5;function Oe(e,t,n,r){let{date:i}=X(e,t);if(i===n)return null;let a=Math.abs(Date.parse(i)-Date.parse(n))/De;return new Intl.DateTimeFormat(r.language,{timeZone:t,...a<7?{weekday:`long`}:{day:`numeric`,month:`long`}}).format(e)}function ke(e,t,n){return n.some(n=>{let[r,i]=[X(n,e),X(n,t)];return r.date!==i.date||r.hour!==i.hour||r.minute!==i.minute})}function Ae(){return new Intl.DateTimeFormat().resolvedOptions().timeZone}function je(e,t){return new Intl.DateTimeFormat(t.language,{timeZone:e,timeZoneName:`longGeneric`}).formatToParts().find(e=>e.type===`timeZoneName`)?.value??e}var Me=.02,Ne=36e5;function Pe(e,t){let n=e.findLastIndex(e=>e<=t),r=e.at(-1);return r!==void 0&&t.getTime()>=r.getTime()+Ne?-1:n}function Fe(e,t){let n=Math.max(...e,0)*Me,r=(e,r)=>e>n||r===t;return e.some(e=>e>0)?[Math.max(0,e.findIndex(r)-1),Math.min(e.length-1,e.findLastIndex(r)+1)]:[0,e.length-1]}function Ie(e,t){let{hour:n,minute:r}=X(e,t);return r!==0||n%3!=0?0:n%6==0?2:1}function Le(e,t){let n=e.starts.map(e=>new Date(e)),r=Pe(n,t),i=(e,t)=>e[t]??null,a=n.map((t,n)=>Math.max(i(e.typical,n)??0,i(e.measured,n)??0,i(e.expected,n)??0,n===r?e.count??0:0)),[o,s]=Fe(a,r),c=Math.max(...a,1),l=e=>e===null?null:e/c;return{full:e.capacity!==null&&e.capacity>0?Re(e.capacity/c):null,bars:n.slice(o,s+1).map((t,n)=>{let a=o+n,s=a===r;return{start:t,typical:l(i(e.typical,a)),measured:l(i(e.measured,a)),expected:s?null:l(i(e.expected,a)),now:s?l(e.count):null,isNow:s,label:Ie(t,e.zone)}})}}function Re(e){return e<=1?e:null}var Z=`occuspace`,ze=/* @__PURE__ */ new Set([`count`,`percentage`,`free_capacity`,`capacity`]);function Be(e){return e.identifiers.find(([e])=>e===Z)?.[1]??null}function Ve(e){let t=/* @__PURE__ */ new Map;for(let n of Object.values(e)){let{device_id:e,translation_key:r}=n;if(n.platform===Z&&e&&r&&ze.has(r)){let i=t.get(e)??{};i[r]=n.entity_id,t.set(e,i)}}return t}function He(e){if(e===void 0||e.trim()===``)return null;let t=Number(e);return Number.isFinite(t)?t:null}function Ue(e){let t=Ve(e.entities),n=null;for(let r of Object.values(e.devices)){if(Be(r)===null)continue;let i=t.get(r.id)?.count;if(i&&He(e.states[i]?.state)!==null)return r.id;n??=r.id}return n}function We(e,t){let n=e.entities[t];if(n?.platform!==Z||!n.device_id)return null;let r=e.devices[n.device_id];return r&&Be(r)!==null?r.id:null}function Ge(e,t){e.dispatchEvent(new CustomEvent(`hass-more-info`,{bubbles:!0,composed:!0,detail:{entityId:t}}))}var Ke={comma_decimal:[`en-US`,`en`],decimal_comma:[`de`,`es`,`it`],space_comma:[`fr`,`sv`,`cs`],quote_decimal:[`de-CH`]};function qe(e,t,n){let r=t.number_format!==`none`,i=t.number_format===`system`?void 0:Ke[t.number_format]??t.language;return new Intl.NumberFormat(i,{useGrouping:r,...n}).format(e)}function Je(e,t){return qe(e,t,{maximumFractionDigits:0})}function Ye(e,t){return qe(e/100,t,{style:`percent`,maximumFractionDigits:0})}function Xe(e,t){let n=e=>e==null?``:Je(e,t);return e.starts.map((r,i)=>{let[a,o]=[n(e.low[i]),n(e.high[i])],s=n(e.typical[i]);return{hour:Y(new Date(r),e.zone,t),typical:s&&a&&o?`${s} (${a}–${o})`:s,measured:n(e.measured[i]),expected:n(e.expected[i])}}).filter(e=>e.typical||e.measured||e.expected)}function Ze(e,t,n,r){return M`
    <table class="hidden">
      <caption>
        ${n.text(`config_panel.card.table`,{name:t})}
      </caption>
      <thead>
        <tr>
          <th scope="col">${n.text(`config_panel.card.hour`)}</th>
          <th scope="col">${n.text(`config_panel.legend.typical`)}</th>
          <th scope="col">${n.text(`config_panel.legend.measured`)}</th>
          <th scope="col">${n.text(`config_panel.legend.expected`)}</th>
        </tr>
      </thead>
      <tbody>
        ${Xe(e,r).map(e=>M`
            <tr>
              <th scope="row">${e.hour}</th>
              <td>${e.typical}</td>
              <td>${e.measured}</td>
              <td>${e.expected}</td>
            </tr>
          `)}
      </tbody>
    </table>
  `}var Qe=`component.occuspace`;function $e(e,t){return new Intl.PluralRules(t).select(e)===`one`?`one`:`other`}function et(e,...t){let n=(e,n)=>{for(let r of t){let t=r(`${Qe}.${e}`,n);if(t)return t}return``};return{text:n,plural:(t,r,i)=>n(`${t}_${$e(r,e)}`,i)}}var Q=/* @__PURE__ */ new Map;function tt(e){let{language:t}=e,n=Q.get(t);return n===void 0&&(n=e.loadBackendTranslation(`config_panel`,`occuspace`),Q.set(t,n),n.catch(()=>Q.delete(t))),n}var nt=class extends U{static{this.properties={hass:{attribute:!1},localize:{state:!0}}}hassMatters(e,t){return e.connected!==t.connected||e.locale!==t.locale||e.localize!==t.localize||e.language!==t.language}shouldUpdate(e){if(e.size>1||!e.has(`hass`))return!0;let t=e.get(`hass`);return!t||!this.hass||this.hassMatters(t,this.hass)}willUpdate(e){let{hass:t}=this;t&&t.language!==this.loadedLanguage&&(this.loadedLanguage=t.language,tt(t).then(e=>{this.localize=e},()=>{this.loadedLanguage=void 0}))}get texts(){let{hass:e,localize:t}=this;return e&&t?et(e.language,e.localize,t):null}},rt=o`
  :host {
    display: block;
    block-size: 100%;
    --pale: color-mix(in srgb, var(--primary-text-color) 16%, transparent);
  }
  ha-card {
    position: relative;
    block-size: 100%;
    min-block-size: 160px;
    box-sizing: border-box;
    overflow: hidden;
    container-type: inline-size;
  }
  button {
    position: absolute;
    inset: 0;
    z-index: 1;
    border: 0;
    border-radius: inherit;
    background: none;
    cursor: pointer;
  }
  button:hover {
    background: color-mix(in srgb, var(--primary-text-color) 4%, transparent);
  }
  button:focus-visible {
    outline: 2px solid var(--primary-color);
    outline-offset: -2px;
  }
  .content {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    box-sizing: border-box;
    padding: 12px 16px;
    color: var(--primary-text-color);
  }
  .title {
    display: flex;
    align-items: flex-start;
    justify-content: space-between;
    gap: 8px;
    min-block-size: 26px;
    line-height: 26px;
    font-size: 16px;
    font-weight: 500;
  }
  bdi {
    min-inline-size: 0;
    overflow-wrap: anywhere;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .pill {
    flex: none;
    padding-inline: 10px;
    border: 1px solid var(--secondary-text-color);
    border-radius: 13px;
    line-height: 24px;
    font-size: 12px;
    font-weight: 400;
    white-space: nowrap;
  }
  .thick {
    border-width: 2px;
    line-height: 22px;
  }
  .filled {
    border-color: var(--primary-text-color);
    background: var(--primary-text-color);
    color: var(--card-background-color);
  }
  .dashed {
    border-style: dashed;
    color: var(--secondary-text-color);
  }
  #value {
    min-block-size: 36px;
    line-height: 36px;
    white-space: nowrap;
  }
  .count {
    font-size: 32px;
    font-variant-numeric: tabular-nums;
  }
  .unit {
    color: var(--secondary-text-color);
  }
  #sentence {
    min-block-size: 20px;
    line-height: 20px;
    font-size: 14px;
  }
  .plot {
    position: relative;
    flex: 1 1 auto;
    display: flex;
    align-items: stretch;
    min-block-size: 48px;
    margin-block-start: 8px;
    border-block-end: 1px solid var(--divider-color);
  }
  .hour {
    position: relative;
    flex: 1 1 0;
  }
  .hour > * {
    position: absolute;
    inset-block-end: 0;
    box-sizing: border-box;
  }
  .hour .typical {
    inset-inline: 10%;
    border-radius: 2px 2px 0 0;
    background: var(--pale);
  }
  .current .typical {
    border: 1px solid var(--primary-text-color);
    border-block-end: 0;
  }
  .hour .now {
    inset-inline: 28%;
    border-radius: 2px 2px 0 0;
    background: var(--primary-color);
  }
  .hour .measured,
  .hour .expected {
    inset-inline: 10%;
    border-block-start: 2px solid var(--primary-text-color);
  }
  .hour .expected {
    border-block-start: 2px dotted var(--primary-color);
  }
  .full {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 0;
    box-sizing: border-box;
    border-block-start: 1px dashed var(--secondary-text-color);
  }
  .axis {
    display: flex;
    block-size: 16px;
    color: var(--secondary-text-color);
    line-height: 16px;
    font-size: 11px;
  }
  .axis span {
    flex: 1 1 0;
    inline-size: 0;
    display: flex;
    justify-content: center;
  }
  .axis i {
    flex: none;
    font-style: normal;
    white-space: nowrap;
  }
  .legend,
  .zone {
    color: var(--secondary-text-color);
    line-height: 18px;
    font-size: 11px;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    min-block-size: 18px;
  }
  .legend span {
    display: flex;
    align-items: center;
    gap: 5px;
  }
  .legend i {
    inline-size: 10px;
    block-size: 10px;
    border-radius: 1px;
  }
  .legend .typical i {
    background: var(--pale);
  }
  .legend .now i {
    background: var(--primary-color);
  }
  .legend .measured i {
    block-size: 2px;
    background: var(--primary-text-color);
  }
  .legend .expected i {
    block-size: 0;
    border-block-start: 2px dotted var(--primary-color);
  }
  .legend .capacity i {
    block-size: 0;
    border-block-start: 1px dashed var(--secondary-text-color);
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .line {
    display: inline-block;
    inline-size: 40%;
    block-size: 14px;
    border-radius: 4px;
    background: var(--pale);
  }
  @container (max-width: 300px) {
    .odd i {
      visibility: hidden;
    }
    .legend {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .hour .typical {
      border: 1px solid GrayText;
    }
    .hour .now {
      background: Highlight;
    }
  }
`;function it(e){return!(`starts`in e)}function at(e,t,n){let{now:r,next:i}=e.sentence;return[r&&ot(e,t,n),i&&st(e,t,n)].filter(Boolean).join(` `)}function ot(e,t,n){let{now:r,at:i}=e.sentence;switch(r){case`closed_opens`:return ct(`config_panel.now.opens`,i??e.opens,e,t,n,()=>t.text(`config_panel.now.closed`));case`stale`:return ct(`config_panel.now.stale`,e.measured_at,e,t,n,()=>t.text(`config_panel.now.stale`));case`no_typical`:return e.history===`ready`?``:t.text(`config_panel.history.${e.history}`);case null:return``;default:return t.text(`config_panel.now.${r}`)}}function st(e,t,n){let{next:r,at:i}=e.sentence;if(r===null)return``;if(r===`calm_rest`)return t.text(`config_panel.next.calm_rest`);if(i===null)return``;let a=Y(new Date(i),e.zone,n);return t.text(`config_panel.next.${r}`,{time:a})}function ct(e,t,{zone:n,date:r},i,a,o){if(t===null)return o();let s=new Date(t),c=Y(s,n,a),l=Oe(s,n,r,a);return l===null?i.text(`${e}_at`,{time:c}):i.text(`${e}_on`,{day:l,time:c})}var lt={inactive:`entity.sensor.status.state.inactive`,stale:`entity.sensor.status.state.stale`,never_measured:`entity.sensor.status.state.never_measured`,not_reported:`entity.sensor.status.state.not_reported`,not_permitted:`entity.sensor.status.state.not_permitted`,unreachable:`entity.sensor.status.state.unreachable`},ut={not_busy:[`entity.sensor.busy_level.state.not_busy`,`thin`],busy:[`entity.sensor.busy_level.state.busy`,`thick`],very_busy:[`entity.sensor.busy_level.state.very_busy`,`filled`]};function dt(e,t){return e===`removed`||e===`not_permitted_here`?t.text(`config_panel.reason.${e}`):t.text(lt[e])}function ft(e,t){if(e.reason!==null)return{text:dt(e.reason,t),kind:`dashed`};if(e.is_open===!1)return{text:t.text(`entity.binary_sensor.open.state.off`),kind:`dashed`};if(e.is_doubtful)return{text:t.text(`entity.binary_sensor.doubtful.name`),kind:`dashed`};if(e.level===null)return null;let[n,r]=ut[e.level];return{text:t.text(n),kind:r}}var pt=5e3,mt=6e4,ht=class{constructor(e,t,n,r){this.delay=pt,this.ended=!1,this.connection=e,this.command=t,this.onEvent=n,this.onFailure=r,this.start()}start(){let e=e=>{this.delay=pt,this.ended||this.onEvent(e)};this.unsubscribe=this.connection.subscribeMessage(e,this.command),this.unsubscribe.catch(()=>{this.unsubscribe=void 0,this.ended||(this.onFailure(),this.timer=setTimeout(()=>this.start(),this.delay),this.delay=Math.min(this.delay*2,mt))})}end(){this.ended=!0,clearTimeout(this.timer),this.unsubscribe?.then(e=>e()).catch(()=>{})}},gt=class extends nt{static{this.styles=rt}static{this.properties={...nt.properties,config:{state:!0},day:{state:!0},failed:{state:!0}}}static getConfigForm(){return{schema:[{name:`device_id`,required:!0,selector:{device:{filter:[{integration:`occuspace`}]}}},{name:`name`,selector:{text:{}}}],computeLabel:(e,t)=>t(`component.occuspace.config_panel.card.field.${e.name}`)||e.name}}static getStubConfig(e){let t=Ue(e);return{type:`custom:occuspace-card`,...t&&{device_id:t}}}static getEntitySuggestion(e,t){let n=We(e,t);return n===null?null:{config:{type:`custom:occuspace-card`,device_id:n}}}setConfig(e){this.config=e}getCardSize(){return 4}getGridOptions(){return{columns:12,rows:4,min_columns:6,min_rows:3}}disconnectedCallback(){super.disconnectedCallback(),this.unsubscribe()}connectedCallback(){super.connectedCallback(),this.requestUpdate()}willUpdate(e){super.willUpdate(e);let t=this.config?.device_id;t!==this.subscribedTo&&this.unsubscribe(),this.hass&&t&&!this.subscription&&this.isConnected&&(this.failed=!1,this.subscribedTo=t,this.subscription=new ht(this.hass.connection,{type:`occuspace/day`,device_id:t},e=>{this.failed=!1,this.day=e},()=>{this.failed=!0,this.day=void 0}))}unsubscribe(){this.subscription?.end(),this.subscription=void 0,this.subscribedTo=void 0,this.day=void 0}render(){let{config:e,day:t,hass:n,texts:r}=this;if(!e||!n)return P;if(!r)return xt();if(!e.device_id)return this.renderCard(this.headWithoutValue(r.text(`config_panel.card.choose`)));if(!n.connected)return this.renderCard(this.headWithoutValue(r.text(`config_panel.card.disconnected`)));if(this.failed)return this.renderCard(this.headWithoutValue(r.text(`config_panel.card.waiting`)));if(!t)return xt();if(it(t))return this.renderCard({...this.headWithoutValue(r.text(`config_panel.now.${t.reason}`)),pill:{text:dt(t.reason,r),kind:`dashed`}});let i={name:e.name||t.name,pill:ft(t,r),sentence:at(t,r,n.locale),count:t.count,percentage:t.percentage};return this.renderCard(i,r,t)}headWithoutValue(e){let{config:t,day:n,hass:r}=this,i=t?.device_id?r?.devices[t.device_id]:void 0,a=n&&!it(n)?n.name:void 0;return{name:t?.name||a||i?.name_by_user||i?.name||`Occuspace`,pill:null,sentence:e,count:null,percentage:null}}renderCard(e,t,n){return M`
      <ha-card>
        ${n?.entity_id?M`<button
              type="button"
              aria-labelledby="name"
              aria-describedby="value sentence"
              @click=${()=>n.entity_id&&Ge(this,n.entity_id)}
            ></button>`:P}
        <div class="content">
          <div class="title">
            <bdi id="name">${e.name}</bdi>
            ${e.pill?M`<span class="pill ${e.pill.kind}">${e.pill.text}</span>`:P}
          </div>
          ${t&&this.hass?_t(e,t,this.hass.locale):P}
          <div id="sentence">${e.sentence}</div>
          ${n&&t&&this.hass?vt(n,t,this.hass.locale):P}
        </div>
        ${n&&t&&this.hass?Ze(n,e.name,t,this.hass.locale):P}
      </ha-card>
    `}};function _t(e,t,n){let{count:r,percentage:i}=e;return M`
    <div id="value">
      <span class="count">${r===null?`–`:Je(r,n)}</span>
      <span class="unit">${t.plural(`config_panel.card.people`,r??0)}${i===null?P:M` · ${Ye(i,n)}`}</span>
    </div>
  `}function vt(e,t,n){let{bars:r,full:i}=Le(e,/* @__PURE__ */ new Date),a=r.map(e=>e.start);return M`
    <div class="plot" dir="ltr" aria-hidden="true">
      ${i===null?P:M`<div class="full" style=${J(bt(i))}></div>`}
      ${r.map(yt)}
    </div>
    <div class="axis" dir="ltr" aria-hidden="true">
      ${r.map(t=>M`<span class=${q({odd:t.label===1})}
          >${t.label?M`<i>${Y(t.start,e.zone,n)}</i>`:P}</span
        >`)}
    </div>
    <div class="legend" aria-hidden="true">
      ${[`typical`,`measured`,`now`,`expected`].filter(e=>r.some(t=>t[e]!==null)).map(e=>M`<span class=${e}><i></i>${t.text(`config_panel.legend.${e}`)}</span>`)}
      ${i===null?P:M`<span class="capacity"><i></i>${t.text(`config_panel.legend.full`)}</span>`}
    </div>
    ${ke(e.zone,Ae(),a)?M`<div class="zone">
          ${t.text(`config_panel.card.zone`,{zone:je(e.zone,n)})}
        </div>`:P}
  `}function yt(e){let t=t=>{let n=e[t];return n===null?P:M`<div class=${t} style=${J(bt(n))}></div>`};return M`
    <div class=${q({hour:!0,current:e.isNow})}>
      ${t(`typical`)}${t(`now`)}${t(`measured`)}${t(`expected`)}
    </div>
  `}function bt(e){return{"block-size":`${Math.round(e*1e3)/10}%`}}function xt(){return M`
    <ha-card aria-busy="true">
      <div class="content skeleton">
        <div class="title"><span class="line"></span></div>
        <div id="value"><span class="line"></span></div>
        <div id="sentence"><span class="line"></span></div>
        <div class="plot"></div>
        <div class="axis"></div>
        <div class="legend"></div>
      </div>
    </ha-card>
  `}var St={"occuspace-card":gt},Ct=[{type:`occuspace-card`,name:`Occuspace location`,description:`How busy a location is now, compared with its typical day`,preview:!0,documentationURL:`https://github.com/occuspace-homeassistant/occuspace/blob/main/docs/cards.md`,getEntitySuggestion:gt.getEntitySuggestion}];function wt(){let e=window.customElements;for(let[t,n]of Object.entries(St))e.get(t)||e.define(t,n);window.customCards??=[];for(let e of Ct)window.customCards.some(t=>t.type===e.type)||window.customCards.push(e)}var $=`home-assistant`;!customElements.get($)&&document.querySelector($)?customElements.whenDefined($).then(wt):wt();