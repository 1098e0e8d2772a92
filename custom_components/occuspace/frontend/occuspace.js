/*! Contains Lit. Copyright Google LLC, BSD-3-Clause */
var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=/* @__PURE__ */ new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=e=>new i(typeof e==`string`?e:e+``,void 0,n),o=(e,...t)=>new i(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,n),s=(n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}},c=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return a(t)})(e):e,{is:l,defineProperty:u,getOwnPropertyDescriptor:d,getOwnPropertyNames:f,getOwnPropertySymbols:p,getPrototypeOf:m}=Object,h=globalThis,ee=h.trustedTypes,te=ee?ee.emptyScript:``,ne=h.reactiveElementPolyfillSupport,g=(e,t)=>e,re={toAttribute(e,t){switch(t){case Boolean:e=e?te:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},ie=(e,t)=>!l(e,t),ae={attribute:!0,type:String,converter:re,reflect:!1,useDefault:!1,hasChanged:ie};Symbol.metadata??=Symbol(`metadata`),h.litPropertyMetadata??=/* @__PURE__ */ new WeakMap;var _=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=ae){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&u(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=d(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??ae}static _$Ei(){if(this.hasOwnProperty(g(`elementProperties`)))return;let e=m(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(g(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(g(`properties`))){let e=this.properties,t=[...f(e),...p(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=/* @__PURE__ */ new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(c(e))}else e!==void 0&&t.push(c(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=/* @__PURE__ */ new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=/* @__PURE__ */ new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=/* @__PURE__ */ new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return s(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?re:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?re:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??ie)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=/* @__PURE__ */ new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=/* @__PURE__ */ new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=/* @__PURE__ */ new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};_.elementStyles=[],_.shadowRootOptions={mode:`open`},_[g(`elementProperties`)]=/* @__PURE__ */ new Map,_[g(`finalized`)]=/* @__PURE__ */ new Map,ne?.({ReactiveElement:_}),(h.reactiveElementVersions??=[]).push(`2.1.2`);var oe=globalThis,se=e=>e,v=oe.trustedTypes,ce=v?v.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,le=`$lit$`,y=`lit$${Math.random().toFixed(9).slice(2)}$`,ue=`?`+y,de=`<${ue}>`,b=document,x=()=>b.createComment(``),S=e=>e===null||typeof e!=`object`&&typeof e!=`function`,fe=Array.isArray,pe=e=>fe(e)||typeof e?.[Symbol.iterator]==`function`,me=`[ 	
\f\r]`,C=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,he=/-->/g,ge=/>/g,w=RegExp(`>|${me}(?:([^\\s"'>=/]+)(${me}*=${me}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),_e=/'/g,ve=/"/g,ye=/^(?:script|style|textarea|title)$/i,be=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),T=be(1),xe=be(2),E=Symbol.for(`lit-noChange`),D=Symbol.for(`lit-nothing`),Se=/* @__PURE__ */ new WeakMap,O=b.createTreeWalker(b,129);function Ce(e,t){if(!fe(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return ce===void 0?t:ce.createHTML(t)}var we=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=C;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===C?c[1]===`!--`?o=he:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=w):(ye.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=w):o=ge:o===w?c[0]===`>`?(o=i??C,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?w:c[3]===`"`?ve:_e):o===ve||o===_e?o=w:o===he||o===ge?o=C:(o=w,i=void 0);let d=o===w&&e[t+1].startsWith(`/>`)?` `:``;a+=o===C?n+de:l>=0?(r.push(s),n.slice(0,l)+le+n.slice(l)+y+d):n+y+(l===-2?t:d)}return[Ce(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},k=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=we(t,n);if(this.el=e.createElement(l,r),O.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=O.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(le)){let t=u[o++],n=i.getAttribute(e).split(y),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Ee:r[1]===`?`?De:r[1]===`@`?Oe:M}),i.removeAttribute(e)}else e.startsWith(y)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(ye.test(i.tagName)){let e=i.textContent.split(y),t=e.length-1;if(t>0){i.textContent=v?v.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],x()),O.nextNode(),c.push({type:2,index:++a});i.append(e[t],x())}}}else if(i.nodeType===8){if(i.data===ue)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(y,e+1))!==-1;)c.push({type:7,index:a}),e+=y.length-1}}a++}}static createElement(e,t){let n=b.createElement(`template`);return n.innerHTML=e,n}};function A(e,t,n=e,r){if(t===E)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=S(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=A(e,i._$AS(e,t.values),i,r)),t}var Te=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??b).importNode(t,!0);O.currentNode=r;let i=O.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new j(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new ke(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=O.nextNode(),a++)}return O.currentNode=b,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},j=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=D,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=A(this,e,t),S(e)?e===D||e==null||e===``?(this._$AH!==D&&this._$AR(),this._$AH=D):e!==this._$AH&&e!==E&&this._(e):e._$litType$===void 0?e.nodeType===void 0?pe(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==D&&S(this._$AH)?this._$AA.nextSibling.data=e:this.T(b.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=k.createElement(Ce(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Te(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=Se.get(e.strings);return t===void 0&&Se.set(e.strings,t=new k(e)),t}k(t){fe(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(x()),this.O(x()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=se(e).nextSibling;se(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},M=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=D,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(/* @__PURE__ */ new String),this.strings=n):this._$AH=D}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=A(this,e,t,0),a=!S(e)||e!==this._$AH&&e!==E,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=A(this,r[n+o],t,o),s===E&&(s=this._$AH[o]),a||=!S(s)||s!==this._$AH[o],s===D?e=D:e!==D&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===D?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Ee=class extends M{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===D?void 0:e}},De=class extends M{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==D)}},Oe=class extends M{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=A(this,e,t,0)??D)===E)return;let n=this._$AH,r=e===D&&n!==D||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==D&&(n===D||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},ke=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){A(this,e)}},Ae={M:le,P:y,A:ue,C:1,L:we,R:Te,D:pe,V:A,I:j,H:M,N:De,U:Oe,B:Ee,F:ke},je=oe.litHtmlPolyfillSupport;je?.(k,j),(oe.litHtmlVersions??=[]).push(`3.3.3`);var Me=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new j(t.insertBefore(x(),e),e,void 0,n??{})}return i._$AI(e),i},Ne=globalThis,N=class extends _{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Me(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return E}};N._$litElement$=!0,N.finalized=!0,Ne.litElementHydrateSupport?.({LitElement:N});var Pe=Ne.litElementPolyfillSupport;Pe?.({LitElement:N}),(Ne.litElementVersions??=[]).push(`4.2.2`);var Fe={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Ie=e=>(...t)=>({_$litDirective$:e,values:t}),Le=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},Re=Ie(class extends Le{constructor(e){if(super(e),e.type!==Fe.ATTRIBUTE||e.name!==`class`||e.strings?.length>2)throw Error("`classMap()` can only be used in the `class` attribute and must be the only part in the attribute.")}render(e){return` `+Object.keys(e).filter(t=>e[t]).join(` `)+` `}update(e,[t]){if(this.st===void 0){this.st=/* @__PURE__ */ new Set,e.strings!==void 0&&(this.nt=new Set(e.strings.join(` `).split(/\s/).filter(e=>e!==``)));for(let e in t)t[e]&&!this.nt?.has(e)&&this.st.add(e);return this.render(t)}let n=e.element.classList;for(let e of this.st)e in t||(n.remove(e),this.st.delete(e));for(let e in t){let r=!!t[e];r===this.st.has(e)||this.nt?.has(e)||(r?(n.add(e),this.st.add(e)):(n.remove(e),this.st.delete(e)))}return E}}),ze=`important`,Be=` !`+ze,P=Ie(class extends Le{constructor(e){if(super(e),e.type!==Fe.ATTRIBUTE||e.name!==`style`||e.strings?.length>2)throw Error("The `styleMap` directive must be used in the `style` attribute and must be the only part in the attribute.")}render(e){return Object.keys(e).reduce((t,n)=>{let r=e[n];return r==null?t:t+`${n=n.includes(`-`)?n:n.replace(/(?:^(webkit|moz|ms|o)|)(?=[A-Z])/g,`-$&`).toLowerCase()}:${r};`},``)}update(e,[t]){let{style:n}=e.element;if(this.ft===void 0)return this.ft=new Set(Object.keys(t)),this.render(t);for(let e of this.ft)t[e]??(this.ft.delete(e),e.includes(`-`)?n.removeProperty(e):n[e]=null);for(let e in t){let r=t[e];if(r!=null){this.ft.add(e);let t=typeof r==`string`&&r.endsWith(Be);e.includes(`-`)||t?n.setProperty(e,t?r.slice(0,-11):r,t?ze:``):n[e]=r}}return E}});function F(e){let t=/* @__PURE__ */ new Map;return(...n)=>{let r=JSON.stringify(n),i=t.get(r);return i===void 0&&(i=e(...n),t.set(r,i)),i}}var I=F((e,t)=>new Intl.DateTimeFormat(e,t));function Ve(e){return e.time_format===`system`?void 0:e.language}function He(e){return e.time_format===`12`||e.time_format===`24`?e.time_format===`12`:I(Ve(e),{hour:`numeric`}).resolvedOptions().hour12===!0}function L(e,t,n){let r=He(n),{minute:i}=R(e,t),a=r&&i===0?{hour:`numeric`}:{hour:r?`numeric`:`2-digit`,minute:`2-digit`};return I(Ve(n),{...a,hourCycle:r?`h12`:`h23`,timeZone:t}).format(e)}var Ue={hourCycle:`h23`,year:`numeric`,month:`2-digit`,day:`2-digit`,hour:`2-digit`,minute:`2-digit`};function R(e,t){let n=I(`en-CA`,{...Ue,timeZone:t}),r=new Map(n.formatToParts(e).map(e=>[e.type,e.value]));return{date:`${r.get(`year`)}-${r.get(`month`)}-${r.get(`day`)}`,hour:Number(r.get(`hour`)),minute:Number(r.get(`minute`))}}var We=864e5;function Ge(e,t,n,r){let{date:i}=R(e,t);if(i===n)return null;let a=Math.abs(Date.parse(i)-Date.parse(n))/We;return I(r.language,{timeZone:t,...a<7?{weekday:`long`}:{day:`numeric`,month:`long`}}).format(e)}function Ke(e,t,n){return n.some(n=>{let[r,i]=[R(n,e),R(n,t)];return r.date!==i.date||r.hour!==i.hour||r.minute!==i.minute})}function qe(){return new Intl.DateTimeFormat().resolvedOptions().timeZone}function Je(e,t){return I(t.language,{timeZone:e,timeZoneName:`longGeneric`}).formatToParts().find(e=>e.type===`timeZoneName`)?.value??e}var Ye=.02,Xe=36e5;function Ze(e,t){let n=e.findLastIndex(e=>e<=t),r=e.at(-1);return r!==void 0&&t.getTime()>=r.getTime()+Xe?-1:n}function Qe(e,t){let n=Math.max(...e,0)*Ye,r=(e,r)=>e>n||r===t;return e.some(e=>e>0)?[Math.max(0,e.findIndex(r)-1),Math.min(e.length-1,e.findLastIndex(r)+1)]:[0,e.length-1]}function $e(e,t){let{hour:n,minute:r}=R(e,t);return r!==0||n%3!=0?0:n%6==0?2:1}function et(e,t){let n=e.starts.map(e=>new Date(e)),r=Ze(n,t),i=(e,t)=>e[t]??null,a=n.map((t,n)=>Math.max(i(e.typical,n)??0,i(e.measured,n)??0,i(e.expected,n)??0,n===r?e.count??0:0)),[o,s]=Qe(a,r),c=Math.max(...a,1),l=e=>e===null?null:e/c;return{full:e.capacity!==null&&e.capacity>0?tt(e.capacity/c):null,bars:n.slice(o,s+1).map((t,n)=>{let a=o+n,s=a===r;return{start:t,typical:l(i(e.typical,a)),measured:l(i(e.measured,a)),expected:s?null:l(i(e.expected,a)),now:s?l(e.count):null,isNow:s,label:$e(t,e.zone)}})}}function tt(e){return e<=1?e:null}function nt(e,t,n){let{bars:r,full:i}=et(e,/* @__PURE__ */ new Date),a=r.map(e=>e.start);return T`<div class="day">
    <div class="plot" dir="ltr" aria-hidden="true">
      ${i===null?D:T`<div class="full" style=${P(it(i))}></div>`}
      ${r.map(rt)}
    </div>
    <div class="axis" dir="ltr" aria-hidden="true">
      ${r.map(t=>T`<span class=${Re({odd:t.label===1})}
          >${t.label?T`<i>${L(t.start,e.zone,n)}</i>`:D}</span
        >`)}
    </div>
    <div class="legend" aria-hidden="true">
      ${[`typical`,`measured`,`now`,`expected`].filter(e=>r.some(t=>t[e]!==null)).map(e=>T`<span class=${e}><i></i>${t.text(`config_panel.legend.${e}`)}</span>`)}
      ${i===null?D:T`<span class="capacity"><i></i>${t.text(`config_panel.legend.full`)}</span>`}
    </div>
    ${Ke(e.zone,qe(),a)?T`<div class="zone">
          ${t.text(`config_panel.card.zone`,{zone:Je(e.zone,n)})}
        </div>`:D}</div>`}function rt(e){let t=t=>{let n=e[t];return n===null?D:T`<div class=${t} style=${P(it(n))}></div>`};return T`
    <div class=${Re({hour:!0,current:e.isNow})}>
      ${t(`typical`)}${t(`now`)}${t(`measured`)}${t(`expected`)}
    </div>
  `}function it(e){return{"block-size":`${Math.round(e*1e3)/10}%`}}var at=`occuspace`,ot=[`count`,`percentage`,`free_capacity`,`capacity`];function z(e){return e.identifiers.find(([e])=>e===at)?.[1]??null}function B(e){return st(e,ot)}function st(e,t){let n=new Set(t),r=/* @__PURE__ */ new Map;for(let t of Object.values(e)){let{device_id:e,translation_key:i}=t;if(t.platform===at&&e&&i&&n.has(i)){let n=r.get(e)??{};n[i]=t.entity_id,r.set(e,n)}}return r}function ct(e){if(e===void 0||e.trim()===``)return null;let t=Number(e);return Number.isFinite(t)?t:null}function lt(e){let t=B(e.entities),n=null;for(let r of Object.values(e.devices)){if(z(r)===null)continue;let i=t.get(r.id)?.count;if(i&&ct(e.states[i]?.state)!==null)return r.id;n??=r.id}return n}function ut(e,t){let n=e.entities[t];if(n?.platform!==at||!n.device_id)return null;let r=e.devices[n.device_id];return r&&z(r)!==null?r.id:null}function dt(e,t){return Object.values(e.devices).some(e=>e.via_device_id===t&&z(e)!==null)}function V(e,t){e.dispatchEvent(new CustomEvent(`hass-more-info`,{bubbles:!0,composed:!0,detail:{entityId:t}}))}var ft={comma_decimal:[`en-US`,`en`],decimal_comma:[`de`,`es`,`it`],space_comma:[`fr`,`sv`,`cs`],quote_decimal:[`de-CH`]},pt=F((e,t,n)=>new Intl.NumberFormat(e===`system`?void 0:ft[e]??t,{style:n,maximumFractionDigits:0,useGrouping:e!==`none`}));function H(e,t){return pt(t.number_format,t.language,`decimal`).format(e)}function U(e,t){return pt(t.number_format,t.language,`percent`).format(e/100)}function mt(e,t){let n=e=>e==null?``:H(e,t);return e.starts.map((r,i)=>{let[a,o]=[n(e.low[i]),n(e.high[i])],s=n(e.typical[i]);return{hour:L(new Date(r),e.zone,t),typical:s&&a&&o?`${s} (${a}–${o})`:s,measured:n(e.measured[i]),expected:n(e.expected[i])}}).filter(e=>e.typical||e.measured||e.expected)}function ht(e,t,n,r){return T`
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
        ${mt(e,r).map(e=>T`
            <tr>
              <th scope="row">${e.hour}</th>
              <td>${e.typical}</td>
              <td>${e.measured}</td>
              <td>${e.expected}</td>
            </tr>
          `)}
      </tbody>
    </table>
  `}var gt=`component.occuspace`,_t=F(e=>new Intl.PluralRules(e));function vt(e,t){return _t(t).select(e)===`one`?`one`:`other`}function yt(e,...t){let n=(e,n)=>{for(let r of t){let t=r(`${gt}.${e}`,n);if(t)return t}return``};return{text:n,plural:(t,r,i)=>n(`${t}_${vt(r,e)}`,i)}}var bt=/* @__PURE__ */ new Map,xt=()=>``;function St(e){let{language:t}=e,n=bt.get(t);return n===void 0&&(n=e.loadBackendTranslation(`config_panel`,`occuspace`),bt.set(t,n),n.then(e=>{xt=e},()=>bt.delete(t))),n}function Ct(e){return xt(`${gt}.${e}`)}var W=class extends N{static{this.properties={hass:{attribute:!1},localize:{state:!0}}}hassMatters(e,t){return e.connected!==t.connected||e.locale!==t.locale||e.localize!==t.localize||e.language!==t.language}shouldUpdate(e){if(e.size>1||!e.has(`hass`))return!0;let t=e.get(`hass`);return!t||!this.hass||this.hassMatters(t,this.hass)}willUpdate(e){let{hass:t}=this;t&&t.language!==this.loadedLanguage&&(this.loadedLanguage=t.language,St(t).then(e=>{this.localize=e},()=>{this.loadedLanguage=void 0}))}get texts(){let{hass:e,localize:t}=this;return e&&t?yt(e.language,e.localize,t):null}},wt=o`
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
  .content > * {
    flex: none;
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
    flex-wrap: wrap;
    gap: 0 8px;
    min-block-size: 26px;
    line-height: 26px;
    font-size: 16px;
    font-weight: 500;
  }
  #name {
    flex: 1 1 0;
    min-inline-size: min-content;
    max-inline-size: 100%;
    overflow-wrap: break-word;
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
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 4;
    overflow: hidden;
    min-block-size: 20px;
    line-height: 20px;
    font-size: 14px;
  }
  .content > .day {
    flex: 1 1 136px;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
    container-type: size;
  }
  .plot {
    position: relative;
    flex: 1 1 auto;
    display: flex;
    align-items: stretch;
    min-block-size: 20px;
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
  @container (max-width: 240px) {
    .count {
      font-size: 26px;
    }
    .unit {
      font-size: 12px;
    }
  }
  @container (max-width: 300px) {
    .odd i {
      visibility: hidden;
    }
  }
  @container (max-width: 300px) or (max-height: 110px) {
    .legend {
      display: none;
    }
  }
  @container (max-height: 60px) {
    .zone {
      display: none;
    }
  }
  @container (max-height: 36px) {
    .plot,
    .axis {
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
`;function Tt(e){return!(`starts`in e)}function Et(e,t,n){let{now:r,next:i}=e.sentence;return[r&&Dt(e,t,n),i&&Ot(e,t,n)].filter(Boolean).join(` `)}function Dt(e,t,n){let{now:r,at:i}=e.sentence;switch(r){case`closed_opens`:return kt(`config_panel.now.opens`,i??e.opens,e,t,n,()=>t.text(`config_panel.now.closed`));case`stale`:return kt(`config_panel.now.stale`,e.measured_at,e,t,n,()=>t.text(`config_panel.now.stale`));case`no_typical`:return e.history===`ready`?``:t.text(`config_panel.history.${e.history}`);case null:return``;default:return t.text(`config_panel.now.${r}`)}}function Ot(e,t,n){let{next:r,at:i}=e.sentence;if(r===null)return``;if(r===`calm_rest`)return t.text(`config_panel.next.calm_rest`);if(i===null)return``;let a=L(new Date(i),e.zone,n);return t.text(`config_panel.next.${r}`,{time:a})}function kt(e,t,{zone:n,date:r},i,a,o){if(t===null)return o();let s=new Date(t),c=L(s,n,a),l=Ge(s,n,r,a);return l===null?i.text(`${e}_at`,{time:c}):i.text(`${e}_on`,{day:l,time:c})}var At={inactive:`entity.sensor.status.state.inactive`,stale:`entity.sensor.status.state.stale`,never_measured:`entity.sensor.status.state.never_measured`,not_reported:`entity.sensor.status.state.not_reported`,not_permitted:`entity.sensor.status.state.not_permitted`,unreachable:`entity.sensor.status.state.unreachable`},jt={not_busy:[`entity.sensor.busy_level.state.not_busy`,`thin`],busy:[`entity.sensor.busy_level.state.busy`,`thick`],very_busy:[`entity.sensor.busy_level.state.very_busy`,`filled`]};function G(e,t){return e===`removed`||e===`not_permitted_here`?t.text(`config_panel.reason.${e}`):t.text(At[e])}function Mt(e,t){if(e.reason!==null)return{text:G(e.reason,t),kind:`dashed`};if(e.is_open===!1)return{text:t.text(`entity.binary_sensor.open.state.off`),kind:`dashed`};if(e.is_doubtful)return{text:t.text(`entity.binary_sensor.doubtful.name`),kind:`dashed`};if(e.level===null)return null;let[n,r]=jt[e.level];return{text:t.text(n),kind:r}}var Nt=5e3,Pt=6e4,Ft=class{constructor(e,t,n,r){this.delay=Nt,this.ended=!1,this.connection=e,this.command=t,this.onEvent=n,this.onFailure=r,this.start()}start(){let e=e=>{this.delay=Nt,this.ended||this.onEvent(e)};this.unsubscribe=this.connection.subscribeMessage(e,this.command),this.unsubscribe.catch(()=>{this.unsubscribe=void 0,this.ended||(this.onFailure(),this.timer=setTimeout(()=>this.start(),this.delay),this.delay=Math.min(this.delay*2,Pt))})}end(){this.ended=!0,clearTimeout(this.timer),this.unsubscribe?.then(e=>e()).catch(()=>{})}},It=class extends W{static{this.styles=wt}static{this.properties={...W.properties,config:{state:!0},day:{state:!0},failed:{state:!0}}}static getConfigForm(){return{schema:[{name:`device_id`,required:!0,selector:{device:{filter:[{integration:`occuspace`}]}}},{name:`name`,selector:{text:{}}}],computeLabel:({name:e})=>Ct(`config_panel.card.field.${e}`)||e}}static getStubConfig(e){let t=lt(e);return{type:`custom:occuspace-card`,...t&&{device_id:t}}}static getEntitySuggestion(e,t){let n=ut(e,t);return n===null?null:{config:{type:`custom:occuspace-card`,device_id:n}}}setConfig(e){this.config=e}getCardSize(){return 4}getGridOptions(){return{columns:12,rows:4,min_columns:6,min_rows:3}}disconnectedCallback(){super.disconnectedCallback(),this.unsubscribe()}connectedCallback(){super.connectedCallback(),this.requestUpdate()}willUpdate(e){super.willUpdate(e);let t=this.config?.device_id;t!==this.subscribedTo&&this.unsubscribe(),this.hass?.connected===!1&&(this.day=void 0),this.hass&&t&&!this.subscription&&this.isConnected&&(this.failed=!1,this.subscribedTo=t,this.subscription=new Ft(this.hass.connection,{type:`occuspace/day`,device_id:t},e=>{this.failed=!1,this.day=e},()=>{this.failed=!0,this.day=void 0}))}unsubscribe(){this.subscription?.end(),this.subscription=void 0,this.subscribedTo=void 0,this.day=void 0}render(){let{config:e,day:t,hass:n,texts:r}=this;if(!e||!n)return D;if(!r)return Rt();if(!e.device_id)return this.renderCard(this.headWithoutValue(r.text(`config_panel.card.choose`)));if(!n.connected)return this.renderCard(this.headWithoutValue(r.text(`config_panel.card.disconnected`)));if(this.failed)return this.renderCard(this.headWithoutValue(r.text(`config_panel.card.waiting`)));if(!t)return Rt();if(Tt(t))return this.renderCard({...this.headWithoutValue(r.text(`config_panel.now.${t.reason}`)),pill:{text:G(t.reason,r),kind:`dashed`}});let i={name:e.name||t.name,pill:Mt(t,r),sentence:Et(t,r,n.locale),count:t.count,percentage:t.percentage};return this.renderCard(i,r,t)}headWithoutValue(e){let{config:t,hass:n}=this,r=t?.device_id?n?.devices[t.device_id]:void 0;return{name:t?.name||r?.name_by_user||r?.name||`Occuspace`,pill:null,sentence:e,count:null,percentage:null}}renderCard(e,t,n){return T`
      <ha-card>
        ${n?.entity_id?T`<button
              type="button"
              title=${e.name}
              aria-labelledby="name"
              aria-describedby="level value sentence"
              @click=${()=>n.entity_id&&V(this,n.entity_id)}
            ></button>`:D}
        <div class="content">
          <div class="title">
            <span id="name"><bdi>${e.name}</bdi></span>
            ${e.pill?T`<span id="level" class="pill ${e.pill.kind}">${e.pill.text}</span>`:D}
          </div>
          ${t&&this.hass?Lt(e,t,this.hass.locale):D}
          <div id="sentence">${e.sentence}</div>
          ${n&&t&&this.hass?nt(n,t,this.hass.locale):D}
        </div>
        ${n&&t&&this.hass?ht(n,e.name,t,this.hass.locale):D}
      </ha-card>
    `}};function Lt(e,t,n){let{count:r,percentage:i}=e;return T`
    <div id="value">
      <span class="count">${r===null?`–`:H(r,n)}</span>
      <span class="unit">${t.plural(`config_panel.card.people`,r??2)}${i===null?D:T` · ${U(i,n)}`}</span>
    </div>
  `}function Rt(){return T`
    <ha-card aria-busy="true">
      <div class="content skeleton">
        <div class="title"><span class="line"></span></div>
        <div id="value"><span class="line"></span></div>
        <div id="sentence"><span class="line"></span></div>
        <div class="day">
          <div class="plot"></div>
          <div class="axis"></div>
          <div class="legend"></div>
        </div>
      </div>
    </ha-card>
  `}var zt=[`free`,`utilization`,`name`],Bt=/* @__PURE__ */ new Set([`inactive`,`never_measured`]);function Vt(e){return e.name_by_user||e.name||``}function Ht(e,t){if(e.name_by_user)return e.name_by_user;let n=e.name??``,r=t?.name;return r&&n.startsWith(`${r} `)&&(n=n.slice(r.length+1)),n.replace(/^\d+_(?=\S)/,``)}function K(e,t,n){let r=Object.values(e).filter(e=>z(e)!==null),i=new Set(r.map(e=>e.id)),a=/* @__PURE__ */ new Map;for(let e of r){let t=e.via_device_id,n=t&&i.has(t)&&t!==e.id?t:null;a.set(n,[...a.get(n)??[],e])}let o=(n,r)=>{let i={deviceId:n.id,name:Ht(n,r?e[r.deviceId]:void 0),path:r?`${r.path} › ${Vt(n)}`:Vt(n),parent:r,children:[],entities:t.get(n.id)??{}};return i.children=(a.get(n.id)??[]).map(e=>o(e,i)),i};return(n===void 0?a.get(null)??[]:r.filter(e=>e.id===n)).map(e=>o(e,null))}function Ut(e,t,n){let r=e=>e===void 0?null:ct(t[e]?.state),{entities:i}=e,a=r(i.count),o=r(i.capacity),s=a===null||o===null?null:Math.max(0,o-a);return{count:a,percentage:r(i.percentage),free:r(i.free_capacity)??s,reason:n?.r??null}}function Wt(e,t,n,r){let i=new Intl.Collator(r,{numeric:!0}),a=e=>{let{free:r,percentage:i}=n(e);return t===`free`?r:i};return[...e].sort((e,n)=>{if(t!==`name`){let[t,r]=[a(e),a(n)];if(t===null||r===null){if(t!==r)return t===null?1:-1}else if(t!==r)return r-t}return i.compare(e.name,n.name)})}var Gt=e=>`folded:${e}`;function Kt(e,t){let{count:n,reason:r}=t.figures(e);return n===null&&Bt.has(r)&&e.children.every(e=>Kt(e,t))}function qt(e,t){let n=[],r=(e,r,a)=>{let o=Wt(e,t.sort,t.figures,t.language),s=o.filter(e=>Kt(e,t)),c=o.filter(e=>!s.includes(e)),l=c.length+ +(s.length>0);if(c.forEach((e,t)=>{i(e,r,t+1,l)}),s.length>0){let e=Gt(a),o=t.isExpanded(e,r),c=l;n.push({key:e,level:r,position:c,siblings:l,expanded:o,folded:s.length}),o&&s.forEach((e,t)=>{i(e,r+1,t+1,s.length)})}},i=(e,i,a,o)=>{let s=e.deviceId,c=e.children.length>0?t.isExpanded(s,i):null;n.push({key:s,level:i,position:a,siblings:o,expanded:c,place:e}),c&&r(e.children,i+1,s)};return r(e,1,``),n}function Jt(e,t,n){if(e===null)return``;let r=Math.max(...e.map(e=>e??0),1),i=t/Math.max(e.length-1,1),a=e=>Math.round(e*10)/10,o=``,s=!1;return e.forEach((e,t)=>{e===null?s=!1:(o+=`${s?`L`:`M`}${a(t*i)} ${a(n*(1-e/r))}`,s=!0)}),o}function Yt(e,t,n){let r=t[n];if(r===void 0)return null;let i=e=>t[e]===void 0||e===n?null:{focus:e};switch(e){case`ArrowDown`:return i(n+1);case`ArrowUp`:return i(n-1);case`Home`:return i(0);case`End`:return i(t.length-1);case`ArrowRight`:return r.expanded===!1?{toggle:r.key}:r.expanded?i(n+1):null;case`ArrowLeft`:return r.expanded?{toggle:r.key}:i(t.findLastIndex((e,t)=>t<n&&e.level<r.level));default:return null}}function Xt(e){return e.flatMap(e=>e.children.length>0?Xt(e.children):[e])}function Zt(e){return st(e,[`open`,`doubtful`,`is_active`])}function Qt(e,t,n){let r=(e,r,i)=>{let a=t.get(e.deviceId)?.[r];return a!==void 0&&n[a]?.state===i},i=e.filter(e=>!r(e,`open`,`off`)&&!r(e,`doubtful`,`on`)&&!r(e,`is_active`,`off`)).map(e=>({place:e,figures:Ut(e,n)})),a=(e,t=i)=>{let n=null;for(let r of t){let t=e(r.figures),i=n&&e(n.figures);t!==null&&(i===null||t>i)&&(n=r)}return n},o=e=>e===null?null:-e,s=a(({percentage:e})=>o(e)),c=i.filter(({figures:e})=>s&&e.percentage===s.figures.percentage),l=a(({percentage:e})=>e||null),u=a(({free:e})=>e,c)??s;return{mostRoom:a(({free:e})=>e||null),quietest:u===l?null:u,busiest:l,unknown:i.filter(({figures:e})=>e.count===null).length}}var $t=o`
  :host {
    display: block;
  }
  ha-card {
    overflow: hidden;
    padding-block: 8px;
    color: var(--primary-text-color);
  }
  button {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    gap: 0 12px;
    inline-size: 100%;
    min-block-size: 44px;
    padding: 6px 16px;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  button:hover {
    background: color-mix(in srgb, var(--primary-text-color) 4%, transparent);
  }
  button:focus-visible {
    outline: 2px solid var(--primary-color);
    outline-offset: -2px;
  }
  .label,
  .where,
  .note {
    color: var(--secondary-text-color);
    font-size: 12px;
  }
  .label {
    grid-column: 1 / -1;
  }
  .where {
    display: block;
  }
  .name {
    overflow-wrap: anywhere;
    font-weight: 500;
  }
  .value {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .note {
    padding: 6px 16px;
  }
`,en=class extends W{constructor(...e){super(...e),this.places=[],this.cautions=/* @__PURE__ */ new Map,this.read=[]}static{this.styles=$t}static{this.properties={...W.properties,config:{state:!0}}}setConfig(e){this.config=e}getCardSize(){return 4}getGridOptions(){return{columns:12,rows:`auto`,min_columns:6}}hassMatters(e,t){return super.hassMatters(e,t)||e.devices!==t.devices||e.entities!==t.entities||this.read.some(n=>e.states[n]!==t.states[n])}willUpdate(e){super.willUpdate(e);let{hass:t,config:n}=this,r=e.get(`hass`);if(t&&n&&(e.has(`config`)||r?.devices!==t.devices||r.entities!==t.entities)){let e=B(t.entities);this.places=Xt(K(t.devices,e,n.device_id)),this.cautions=Zt(t.entities),this.read=this.places.flatMap(({deviceId:e,entities:t})=>[...Object.values(t),...Object.values(this.cautions.get(e)??{})])}}render(){let{hass:e,config:t,texts:n}=this;if(!e||!t||!n)return D;if(!e.connected)return T`<ha-card>
        <div class="note">${n.text(`config_panel.card.disconnected`)}</div>
      </ha-card>`;let r=Qt(this.places,this.cautions,e.states);return T`<ha-card>${this.renderBest(r,n,e)}</ha-card>`}renderBest(e,t,n){let{mostRoom:r,quietest:i,busiest:a,unknown:o}=e,s=({figures:e})=>U(e.percentage??0,n.locale);return!r&&!i&&!a?T`<div class="note">${t.text(`config_panel.best.none`)}</div>`:T`
      ${this.renderRow(`config_panel.best.roomiest`,r,({figures:e})=>t.plural(`config_panel.best.free`,e.free??0,{count:H(e.free??0,n.locale)}),t)}
      ${this.renderRow(`config_panel.best.quietest`,i,s,t)}
      ${this.renderRow(`config_panel.best.busiest`,a,s,t)}
      ${o>0?T`<div class="note">
            ${t.plural(`config_panel.best.unknown`,o,{count:H(o,n.locale)})}
          </div>`:D}
    `}renderRow(e,t,n,r){if(t===null)return D;let{place:i}=t,a=tn(i);return T`
      <button
        @click=${()=>{let e=i.entities.count??i.entities.percentage;e&&V(this,e)}}
      >
        <span class="label">${r.text(e)}</span>
        <span>
          <bdi class="name">${i.name}</bdi>
          ${a?T`<bdi class="where">${a}</bdi>`:D}
        </span>
        <span class="value">${n(t)}</span>
      </button>
    `}};function tn({parent:e}){if(!e?.parent)return``;let t=tn(e);return t?`${t} › ${e.name}`:e.name}var{I:nn}=Ae,rn=e=>e,an=()=>document.createComment(``),q=(e,t,n)=>{let r=e._$AA.parentNode,i=t===void 0?e._$AB:t._$AA;if(n===void 0)n=new nn(r.insertBefore(an(),i),r.insertBefore(an(),i),e,e.options);else{let t=n._$AB.nextSibling,a=n._$AM,o=a!==e;if(o){let t;n._$AQ?.(e),n._$AM=e,n._$AP!==void 0&&(t=e._$AU)!==a._$AU&&n._$AP(t)}if(t!==i||o){let e=n._$AA;for(;e!==t;){let t=rn(e).nextSibling;rn(r).insertBefore(e,i),e=t}}}return n},J=(e,t,n=e)=>(e._$AI(t,n),e),on={},sn=(e,t=on)=>e._$AH=t,cn=e=>e._$AH,ln=e=>{e._$AR(),e._$AA.remove()},un=(e,t,n)=>{let r=/* @__PURE__ */ new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},dn=Ie(class extends Le{constructor(e){if(super(e),e.type!==Fe.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[t,n,r]){let i=cn(e),{values:a,keys:o}=this.dt(t,n,r);if(!Array.isArray(i))return this.ut=o,a;let s=this.ut??=[],c=[],l,u,d=0,f=i.length-1,p=0,m=a.length-1;for(;d<=f&&p<=m;)if(i[d]===null)d++;else if(i[f]===null)f--;else if(s[d]===o[p])c[p]=J(i[d],a[p]),d++,p++;else if(s[f]===o[m])c[m]=J(i[f],a[m]),f--,m--;else if(s[d]===o[m])c[m]=J(i[d],a[m]),q(e,c[m+1],i[d]),d++,m--;else if(s[f]===o[p])c[p]=J(i[f],a[p]),q(e,i[d],i[f]),f--,p++;else if(l===void 0&&(l=un(o,p,m),u=un(s,d,f)),l.has(s[d])){if(l.has(s[f])){let t=u.get(o[p]),n=t===void 0?null:i[t];if(n===null){let t=q(e,i[d]);J(t,a[p]),c[p]=t}else c[p]=J(n,a[p]),q(e,i[d],n),i[t]=null;p++}else ln(i[f]),f--}else ln(i[d]),d++;for(;p<=m;){let t=q(e,c[m+1]);J(t,a[p]),c[p++]=t}for(;d<=f;){let e=i[d++];e!==null&&ln(e)}return this.ut=o,sn(e,c),E}});function fn(e){try{let t=JSON.parse(sessionStorage.getItem(e)??`[]`);return Array.isArray(t)?t.map(String):[]}catch{return[]}}function pn(e,t){try{sessionStorage.setItem(e,JSON.stringify([...t]))}catch{}}var mn=o`
  :host {
    display: block;
    --pale: color-mix(in srgb, var(--primary-text-color) 16%, transparent);
  }
  ha-card {
    block-size: 100%;
    box-sizing: border-box;
    overflow: auto;
    container-type: inline-size;
    padding-block: 8px;
    color: var(--primary-text-color);
  }
  .sort {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 8px;
    padding-inline: 16px;
    color: var(--secondary-text-color);
    font-size: 12px;
  }
  select {
    min-block-size: 28px;
    border: 1px solid var(--divider-color);
    border-radius: 6px;
    background: var(--card-background-color);
    color: var(--primary-text-color);
    font: inherit;
  }
  .row {
    display: grid;
    grid-template-columns: 24px minmax(0, 1fr) auto auto auto;
    align-items: center;
    gap: 8px;
    min-block-size: 40px;
    box-sizing: border-box;
    padding-block: 3px;
    padding-inline: calc(8px + (var(--level) - 1) * 16px) 16px;
    cursor: pointer;
    content-visibility: auto;
    contain-intrinsic-size: auto 40px;
  }
  .row:hover {
    background: color-mix(in srgb, var(--primary-text-color) 4%, transparent);
  }
  [role="treeitem"]:focus-visible,
  select:focus-visible {
    outline: 2px solid var(--primary-color);
    outline-offset: -2px;
  }
  .toggle {
    display: grid;
    place-items: center;
    align-self: stretch;
    color: var(--secondary-text-color);
  }
  .toggle::before {
    content: "";
    inline-size: 7px;
    block-size: 7px;
    border: solid currentColor;
    border-width: 0 2px 2px 0;
    transform: rotate(-45deg);
  }
  .toggle:dir(rtl)::before {
    transform: rotate(135deg);
  }
  [aria-expanded="true"] .toggle::before {
    transform: rotate(45deg);
  }
  .name {
    overflow-wrap: anywhere;
    line-height: 20px;
  }
  .folded {
    grid-column: span 4;
    color: var(--secondary-text-color);
  }
  svg {
    inline-size: 60px;
    block-size: 20px;
    fill: none;
    stroke: var(--secondary-text-color);
    stroke-width: 1.5;
  }
  .bar {
    inline-size: 72px;
    block-size: 8px;
    border-radius: 4px;
    box-shadow: inset 0 0 0 1px var(--pale);
    overflow: hidden;
  }
  .bar > div {
    block-size: 100%;
    background: var(--primary-color);
  }
  .bar.over > div {
    background: linear-gradient(
      to var(--end, right),
      var(--primary-color) 75%,
      transparent 75%
    ),
    repeating-linear-gradient(
      135deg,
      var(--primary-color) 0 2px,
      var(--card-background-color) 2px 4px
    );
  }
  .bar.over:dir(rtl) {
    --end: left;
  }
  .bar.unknown {
    background: repeating-linear-gradient(
      135deg,
      var(--secondary-text-color) 0 1px,
      transparent 1px 4px
    );
  }
  .value {
    inline-size: 92px;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .value b {
    font-weight: 600;
  }
  .value span {
    color: var(--secondary-text-color);
    font-size: 12px;
  }
  .message {
    padding: 8px 16px;
    color: var(--secondary-text-color);
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .loading .name::before {
    content: "";
    display: block;
    inline-size: 50%;
    block-size: 12px;
    border-radius: 4px;
    background: var(--pale);
  }
  @media (pointer: coarse) {
    .row {
      min-block-size: 44px;
    }
  }
  @container (max-width: 440px) {
    svg {
      display: none;
    }
  }
  @container (max-width: 340px) {
    .bar {
      display: none;
    }
    .value {
      inline-size: auto;
    }
    .row {
      padding-inline: calc(4px + (var(--level) - 1) * 8px) 8px;
      gap: 4px;
    }
  }
  @container (max-width: 240px) {
    .value .percent {
      display: none;
    }
  }
`;function hn(e,{count:t,percentage:n,reason:r},i,a,o){return T`
    <span class="name"><bdi>${e}</bdi></span>
    <svg viewBox="0 -1 ${60} ${20}" aria-hidden="true">
      ${i?xe`<path d=${i} />`:D}
    </svg>
    ${gn(t,n)}
    <span class="value">${t===null?T`<span>${r?G(r,a):a.text(`config_panel.tree.unknown`)}</span>`:T`<b>${H(t,o)}</b
            ><span class="hidden"> ${a.plural(`config_panel.card.people`,t)}</span>${n===null?D:T` <span class="percent">${U(n,o)}</span>`}`}</span>
  `}function gn(e,t){if(e===null)return T`<div class="bar unknown" aria-hidden="true"></div>`;if(t===null)return T`<div aria-hidden="true"></div>`;let n=`${Math.min(100,Math.max(0,Math.round(t)))}%`;return T`
    <div class=${t>100?`bar over`:`bar`} aria-hidden="true">
      <div style=${P({"inline-size":n})}></div>
    </div>
  `}var _n=class extends W{static{this.styles=mn}static{this.properties={...W.properties,config:{state:!0},overview:{state:!0},sort:{state:!0},toggled:{state:!0},focused:{state:!0}}}constructor(){super(),this.places=[],this.lines=[],this.shown=[],this.locations=/* @__PURE__ */ new Map,this.paths=/* @__PURE__ */ new WeakMap,this.overview=/* @__PURE__ */ new Map,this.toggled=/* @__PURE__ */ new Set,this.sort=`free`}static getConfigForm(){return{schema:[{name:`device_id`,selector:{device:{filter:[{integration:`occuspace`}]}}},{name:`sort`,selector:{select:{options:zt.map(e=>({value:e,label:Ct(`config_panel.tree.sort.${e}`)||e})),mode:`dropdown`}}}],computeLabel:({name:e})=>Ct(`config_panel.tree.field.${e}`)||e}}static getStubConfig(){return{type:`custom:occuspace-tree-card`}}static getEntitySuggestion(e,t){let n=ut(e,t);return n===null||!dt(e,n)?null:{config:{type:`custom:occuspace-tree-card`,device_id:n}}}setConfig(e){let t=this.config;this.config=e,t&&t.device_id===e.device_id&&t.sort===e.sort||(this.unsubscribe(),this.toggled=new Set(fn(this.storageKey)),this.sort=zt.find(t=>t===e.sort)??`free`,this.places=[])}getCardSize(){return Math.max(3,this.lines.length)}getGridOptions(){return{columns:12,rows:`auto`,min_columns:4}}connectedCallback(){super.connectedCallback(),this.requestUpdate()}disconnectedCallback(){super.disconnectedCallback(),this.unsubscribe()}unsubscribe(){this.subscription?.end(),this.subscription=void 0,this.locations.clear(),this.overview=/* @__PURE__ */ new Map}get storageKey(){return`occuspace-tree-card:${this.config?.device_id??``}`}hassMatters(e,t){return super.hassMatters(e,t)||e.devices!==t.devices||e.entities!==t.entities||this.shown.some(n=>e.states[n]!==t.states[n])}willUpdate(e){super.willUpdate(e);let{hass:t,config:n}=this;if(!t||!n)return;let r=e.get(`hass`);if(e.has(`config`)||e.has(`hass`)&&(r?.devices!==t.devices||r.entities!==t.entities)){let e=B(t.entities);this.places=K(t.devices,e,n.device_id),this.shown=vn(this.places)}!this.subscription&&this.isConnected&&this.subscribe(t,n),this.lines=qt(this.places,{sort:this.sort,language:t.language,isExpanded:(e,t)=>this.isExpanded(e,t),figures:e=>this.figures(e,t)}),this.lines.some(e=>e.key===this.focused)||(this.focused=this.lines[0]?.key)}subscribe(e,t){this.subscription=new Ft(e.connection,{type:`occuspace/overview`,...t.device_id&&{device_id:t.device_id}},({locations:e,reason:t})=>{t&&this.locations.clear();for(let[t,n]of Object.entries(e??{}))n===null?this.locations.delete(t):this.locations.set(t,n);this.overview=new Map([...this.locations.values()].map(e=>[e.d,e]))},()=>{})}figures(e,t){return Ut(e,t.connected?t.states:{},this.overview.get(e.deviceId))}isExpanded(e,t){return(t===1&&!e.startsWith(`folded:`))!==this.toggled.has(e)}toggle(e){let t=new Set(this.toggled);t.delete(e)||t.add(e),this.toggled=t,pn(this.storageKey,t)}activate(e){let t=`place`in e?e.place.entities.count:void 0;t?V(this,t):e.expanded!==null&&this.toggle(e.key)}onKey(e,t){if(e.ctrlKey||e.metaKey||e.altKey)return;if(e.key===`Enter`||e.key===` `){e.preventDefault(),this.activate(t);return}let n=Yt(getComputedStyle(this).direction===`rtl`&&{ArrowLeft:`ArrowRight`,ArrowRight:`ArrowLeft`}[e.key]||e.key,this.lines,this.lines.indexOf(t));n!==null&&(e.preventDefault(),`toggle`in n?this.toggle(n.toggle):(this.focused=this.lines[n.focus]?.key,this.updateComplete.then(()=>this.renderRoot.querySelector(`[tabindex="0"][role]`)?.focus())))}render(){let{hass:e,config:t,texts:n}=this;return!e||!t?D:n?this.lines.length===0?T`<ha-card>
        <div class="message">${n.text(`config_panel.tree.empty`)}</div>
      </ha-card>`:T`
      <ha-card>
        <label class="sort">
          ${n.text(`config_panel.tree.sort.label`)}
          <select
            @change=${e=>{this.sort=e.target.value}}
          >
            ${zt.map(e=>T`<option value=${e} ?selected=${e===this.sort}>
                ${n.text(`config_panel.tree.sort.${e}`)}
              </option>`)}
          </select>
        </label>
        <div role="tree" aria-label=${n.text(`config_panel.tree.label`)}>
          ${dn(this.lines,e=>e.key,t=>this.renderLine(t,n,e))}
        </div>
      </ha-card>
    `:T`<ha-card aria-busy="true" class="loading">
        ${this.lines.map(()=>T`<div class="row"><i></i><div class="name"></div></div>`)}
      </ha-card>`}renderLine(e,t,n){return T`
      <div
        class="row"
        role="treeitem"
        style=${P({"--level":String(e.level)})}
        tabindex=${e.key===this.focused?0:-1}
        aria-level=${e.level}
        aria-posinset=${e.position}
        aria-setsize=${e.siblings}
        aria-expanded=${e.expanded??D}
        title=${`place`in e?e.place.path:D}
        @click=${()=>{this.focused=e.key,this.activate(e)}}
        @keydown=${t=>this.onKey(t,e)}
      >
        ${e.expanded===null?T`<span></span>`:T`<span
              class="toggle"
              aria-hidden="true"
              @click=${t=>{t.stopPropagation(),this.focused=e.key,this.toggle(e.key)}}
            ></span>`}
        ${`place`in e?hn(e.place.name,this.figures(e.place,n),this.pathOf(e.place),t,n.locale):T`<bdi class="folded">
              ${t.plural(`config_panel.tree.not_counting`,e.folded,{count:H(e.folded,n.locale)})}
            </bdi>`}
      </div>
    `}pathOf(e){let t=this.overview.get(e.deviceId);if(!t)return``;let n=this.paths.get(t);return n===void 0&&(n=Jt(t.t,60,18),this.paths.set(t,n)),n}};function vn(e){return e.flatMap(e=>[...Object.values(e.entities),...vn(e.children)])}var yn=6e4,bn=60*yn,xn=1440,Sn=10*yn,Cn=F(e=>new Intl.DateTimeFormat(e,{month:`long`,timeZone:`UTC`})),wn=F(e=>new Intl.DateTimeFormat(e,{day:`numeric`,month:`short`,year:`numeric`,timeZone:`UTC`})),Tn=F(e=>new Intl.NumberFormat(e,{style:`unit`,unit:`minute`,unitDisplay:`long`}));function En(e){return e.reason===null}function Dn(e,t,n){if(!En(e))return``;let{dwell_time:r}=e,i=!n.language.startsWith(`ja`);return[e.visitors!==null&&On(e,e.visitors,t,n),r!==null&&t.text(`config_panel.visitors.dwell_time`,{duration:(e=>{let t=Tn(n.language).format(e);return i?t:t.replace(/\s/g,``)})(r)})].filter(Boolean).join(i?` `:``)}function On({start:e,change:t,is_whole_month:n},r,i,a){let o={month:kn(e,a.language),visitors:i.plural(`config_panel.visitors.count`,r,{count:H(r,a)})},s=n?`month`:`so_far`;if(t===null)return i.text(`config_panel.visitors.${s}_alone`,o);let c=U(Math.abs(t),a),l=t===0?`same`:t>0?`more`:`fewer`;return i.text(`config_panel.visitors.${s}_${l}`,{...o,percentage:c})}function kn(e,t){let[n=``,...r]=Cn(t).format(new Date(e));return n.toLocaleUpperCase(t)+r.join(``)}function An(e,t,{language:n}){if(!En(e))return``;let r=(e,t)=>wn(n).formatRange(new Date(e),new Date(t)),i=r(e.start,e.end);return e.change===null?i:t.text(`config_panel.visitors.compared`,{days:i,days_last_year:r(e.start_last_year,e.end_last_year)})}function jn(e,t){if(!e||!En(e)||e.visitors===null&&e.history!==`none`)return Sn;let{date:n,hour:r,minute:i}=R(t,e.zone);if(n!==e.date)return Sn;let a=(xn-r*60-i+1)*yn;return Math.min(a,bn)}var Mn=class extends W{constructor(...e){super(...e),this.connectedWhileHidden=!0}static{this.styles=o`
    ha-card {
      padding: 12px 16px;
      color: var(--primary-text-color);
    }
    p {
      margin: 0;
      text-wrap: pretty;
    }
    .days {
      margin-block-start: 4px;
      color: var(--secondary-text-color);
      font-size: 12px;
    }
  `}static{this.properties={...W.properties,config:{state:!0},visitors:{state:!0}}}setConfig(e){this.config=e,this.visitors=void 0}getCardSize(){return 1}getGridOptions(){return{columns:12,rows:`auto`,min_columns:6}}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.hass&&this.ask(this.hass)}disconnectedCallback(){super.disconnectedCallback(),this.stop()}willUpdate(e){super.willUpdate(e);let{hass:t,config:n}=this,r=e.get(`hass`);t?.connected&&n&&(e.has(`config`)||e.has(`hass`)&&(!r?.connected||r.connection!==t.connection))&&this.ask(t)}updated(){let e=this.sentence()===``;this.hidden!==e&&(this.hidden=e,this.dispatchEvent(new CustomEvent(`card-visibility-changed`,{bubbles:!0,composed:!0,detail:{value:!e}})))}render(){let{hass:e,visitors:t,texts:n}=this,r=this.sentence();return!e||!t||!n||!r?D:T`<ha-card>
      <p>${r}</p>
      <p class="days">${An(t,n,e.locale)}</p>
    </ha-card>`}sentence(){let{hass:e,visitors:t,texts:n}=this;return e&&t&&n?Dn(t,n,e.locale):``}stop(){clearTimeout(this.timer),this.timer=void 0,this.asked=void 0}ask(e){this.stop();let t=Symbol();this.asked=t;let n=e=>{this.asked===t&&(e&&e.reason!==`unreachable`&&(this.visitors=e),this.timer=setTimeout(()=>{this.hass?.connected&&this.ask(this.hass)},jn(e,/* @__PURE__ */ new Date)))};e.connection.sendMessagePromise({type:`occuspace/visitors`,device_id:this.config?.device_id??null}).then(n,()=>n(null))}},Nn=19,Pn=8;function Fn(e,t,n){let r=K(e.devices,B(e.entities),n);if(n!==void 0)return r.map(n=>In(e,t,n,[]));let i=/* @__PURE__ */ new Map;for(let t of r){let[n=``]=Y(e,t).split(`_`);i.set(n,[...i.get(n)??[],t])}let a=[...i].map(([n,r])=>{let i=r.find(t=>Y(e,t)===`${n}_${n}`)??null;return In(e,t,i,r.filter(e=>e!==i))}),o=new Intl.Collator(t,{numeric:!0});return a.sort((e,t)=>o.compare(e.name,t.name))}function In(e,t,n,r){let i=[...n?.children??[],...r],a=i.length===0&&n?[n]:i;return{name:n?.name??``,root:n,tops:Ln(e,a,t)}}function Ln({devices:e},t,n){let r=new Intl.Collator(n,{numeric:!0}),i=({deviceId:t})=>{let n=e[t];return n?.name_by_user||n?.name||``};return[...t].sort((e,t)=>r.compare(i(e),i(t)))}function Y({devices:e},{deviceId:t}){let n=e[t];return(n&&z(n))??``}function Rn(e){let t=e.flatMap(({name:e,tops:t},n)=>t.filter(e=>t.length<=Pn||e.children.length>0).map((t,r)=>({place:t,account:e,index:n,turn:r}))).sort((e,t)=>e.turn-t.turn||e.index-t.index).slice(0,Nn).sort((e,t)=>e.index-t.index||e.turn-t.turn);return t.map(({place:e,account:n})=>({place:e,title:t.every(t=>t.place===e||t.place.name!==e.name)||!n?e.name:`${e.name} · ${n}`}))}var zn=6,Bn=3,Vn=`/config/integrations/dashboard/add?domain=occuspace`,Hn=[{kind:`visitors`,heading:`config_panel.dashboard.visitors_by_day`,options:{chart_type:`bar`,period:`day`,days_to_show:30},stat:`change`},{kind:`visitors`,heading:`config_panel.dashboard.visitors_by_month`,options:{chart_type:`bar`,period:`month`,days_to_show:365},stat:`change`},{kind:`dwell_time`,heading:`config_panel.dashboard.dwell_time_by_week`,options:{chart_type:`line`,period:`week`,days_to_show:365},stat:`mean`}],Un={grid_options:{columns:`full`}},Wn=e=>e&&{device_id:e};function Gn(e,{device_id:t}){let n=Fn(e,e.language,t),[r,...i]=n;return[{title:i.length===0&&r?.name||e.texts.text(`config_panel.dashboard.overview`),path:`overview`,strategy:{type:`custom:occuspace-overview`,...Wn(t)}},...Rn(n).map(({place:t,title:n})=>({title:n,path:`location-${Y(e,t).replace(`_`,`-`)}`,strategy:{type:`custom:occuspace-location`,device_id:t.deviceId}}))]}function Kn(e,{device_id:t}){let n=Fn(e,e.language,t),{texts:r}=e;if(n.length===0){let n=t!==void 0,i=r.text(`config_panel.now.removed`);return X([Z([n?$(i):er(e)])])}let i=n.map(({root:e})=>e);if(n.length>1&&i.every(e=>e!==null))return X(n.map(t=>Z([Q(t.name,`mdi:domain`),...ir(t.root?.deviceId),...$n(e,[t]),rr(t.root?.deviceId)])));let a=Xn(n.flatMap(e=>e.tops).filter(e=>!i.includes(e)));return X([Z([Q(r.text(`config_panel.dashboard.locations`),`mdi:file-tree`),rr(t)],2),Z([Q(r.text(`config_panel.dashboard.now`),`mdi:account-clock`),...ir(t),...$n(e,n)]),...a.length>0?[Z(a,Bn)]:[]])}function qn(e,t){let n=tr(e,t),r=new Set(Hn.map(({kind:e})=>e));return n?[...r].map(t=>nr(e,n,t)):[]}function Jn(e,t,n){let r=tr(e,t),{texts:i}=e;if(r===null)return X([Z([$(i.text(`config_panel.now.removed`))])]);let a=[Z([{type:`custom:occuspace-card`,device_id:t},{type:`custom:occuspace-week-card`,device_id:t}])];r.children.length>0&&a.push(Z(Yn(e,r)));let o=Zn(e,r,n);return o.length>0&&a.push(Z(o)),X(a)}function Yn(e,t){let n=Ln(e,t.children,e.language);return[Q(e.texts.text(`config_panel.dashboard.within`),`mdi:layers-triple-outline`),rr(t.deviceId),...Xn(n)]}function Xn(e){return e.length>zn?[]:e.map(({deviceId:e,name:t})=>({type:`custom:occuspace-card`,device_id:e,name:t,grid_options:{columns:12}}))}function Zn(e,t,n){let r=Hn.flatMap(({kind:r,heading:i,options:a,stat:o})=>{let s=nr(e,t,r);return n.has(s)?[Q(e.texts.text(i)),{type:`statistics-graph`,...a,stat_types:[o],entities:[s],hide_legend:!0}]:[]}),i=Qn(e,t);return n.has(nr(e,t,`visitors`))&&i.push({type:`custom:occuspace-visitors-card`,device_id:t.deviceId}),r.length===0&&i.length>0&&r.push($(e.texts.text(`config_panel.dashboard.charts_follow`))),[...i,...r]}function Qn({entities:e,texts:t},{deviceId:n}){let r=st(e,[`visitors_today`]).get(n)?.visitors_today,i=t.text(`entity.sensor.visitors_today.name`);return r?[{type:`tile`,entity:r,name:i,...Un}]:[]}function $n(e,t){return t.flatMap(({root:t})=>t?Qn(e,t):[])}function er({texts:e,isAdmin:t}){let n=e.text(`config_panel.dashboard.no_account`),r=e.text(`config_panel.dashboard.add_account`);return $(t?`${n}\n\n[${r}](${Vn})`:n)}function tr(e,t){return K(e.devices,/* @__PURE__ */ new Map,t)[0]??null}function nr(e,t,n){return`occuspace:${Y(e,t)}_${n}`}var X=e=>({type:`sections`,max_columns:Bn,sections:e}),Z=(e,t)=>({type:`grid`,cards:e,...t&&{column_span:t}}),Q=(e,t)=>({type:`heading`,heading:e,...t&&{icon:t}}),rr=e=>({type:`custom:occuspace-tree-card`,...Wn(e),...Un}),ir=e=>[{type:`custom:occuspace-now-card`,...Wn(e)}],$=e=>({type:`markdown`,content:e});async function ar(e){let{devices:t,entities:n,language:r,user:i}=e,a=await St(e).catch(()=>e.localize);return{devices:t,entities:n,language:r,texts:yt(r,e.localize,a),isAdmin:i?.is_admin??!1}}function or(e){let t=/* @__PURE__ */ new WeakMap;return n=>{let r=t.get(n);return r===void 0&&(r=JSON.stringify(e(n)),t.set(n,r)),r}}var sr=or(e=>Object.values(e).filter(e=>z(e)!==null).map(e=>[e.id,e.name,e.name_by_user,e.via_device_id])),cr=or(e=>Object.values(e).filter(({platform:e,translation_key:t})=>e===`occuspace`&&t===`visitors_today`).map(e=>[e.entity_id,e.device_id]));function lr(e,t){return e.language!==t.language||e.devices!==t.devices&&sr(e.devices)!==sr(t.devices)}function ur(e,t){return lr(e,t)||e.entities!==t.entities&&cr(e.entities)!==cr(t.entities)}var dr=class extends HTMLElement{static getCreateSuggestions(){return{title:`Occuspace`,icon:`mdi:account-group`}}static shouldRegenerate(e,t,n){return lr(t,n)}static async generate(e,t){return{views:Gn(await ar(t),e)}}},fr=class extends HTMLElement{static shouldRegenerate(e,t,n){return ur(t,n)}static async generate(e,t){return Kn(await ar(t),e)}},pr=/* @__PURE__ */ new Set;function mr(e,t){return Object.values(t.entities).some(({platform:n,translation_key:r,entity_id:i})=>n===`occuspace`&&r===`history`&&e.states[i]?.state!==t.states[i]?.state&&t.states[i]?.state===`up_to_date`)}var hr=class extends HTMLElement{static shouldRegenerate({device_id:e=``},t,n){return ur(t,n)||pr.has(e)&&mr(t,n)}static async generate({device_id:e=``},t){let n=await ar(t),r=qn(n,e),i=await gr(t,r);return r.every(e=>i.has(e))?pr.delete(e):pr.add(e),Jn(n,e,i)}};async function gr(e,t){if(t.length===0)return/* @__PURE__ */ new Set;try{let n=await e.connection.sendMessagePromise({type:`recorder/get_statistics_metadata`,statistic_ids:[...t]});return new Set(n.map(e=>e.statistic_id))}catch{return/* @__PURE__ */ new Set}}var _r={"occuspace-card":It,"occuspace-tree-card":_n,"occuspace-now-card":en,"occuspace-visitors-card":Mn,"ll-strategy-dashboard-occuspace":dr,"ll-strategy-view-occuspace-overview":fr,"ll-strategy-view-occuspace-location":hr},vr=`https://github.com/occuspace-homeassistant/occuspace/blob/main/docs`,yr=`${vr}/cards.md`,br=[{type:`occuspace-card`,name:`Occuspace location`,description:`How busy a location is now, compared with its typical day`,preview:!0,documentationURL:yr,getEntitySuggestion:It.getEntitySuggestion},{type:`occuspace-tree-card`,name:`Occuspace locations`,description:`All locations of an account as a tree, sorted by free capacity`,preview:!0,documentationURL:yr,getEntitySuggestion:_n.getEntitySuggestion}],xr={type:`occuspace`,strategyType:`dashboard`,name:`Occuspace`,description:`All locations of your Occuspace accounts: now, typical and over time`,documentationURL:`${vr}/dashboards.md`};function Sr(){let e=window.customElements;for(let[t,n]of Object.entries(_r))e.get(t)||e.define(t,n);window.customCards??=[];for(let e of br)window.customCards.some(t=>t.type===e.type)||window.customCards.push(e);window.customStrategies??=[],window.customStrategies.some(e=>e.type===xr.type)||window.customStrategies.push(xr)}var Cr=`home-assistant`;!customElements.get(Cr)&&document.querySelector(Cr)?customElements.whenDefined(Cr).then(Sr):Sr();