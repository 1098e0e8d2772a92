/*! Contains Lit. Copyright Google LLC, BSD-3-Clause */
var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=/* @__PURE__ */ new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=e=>new i(typeof e==`string`?e:e+``,void 0,n),o=(e,...t)=>new i(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,n),s=(n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}},c=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return a(t)})(e):e,{is:l,defineProperty:u,getOwnPropertyDescriptor:d,getOwnPropertyNames:f,getOwnPropertySymbols:p,getPrototypeOf:m}=Object,h=globalThis,g=h.trustedTypes,ee=g?g.emptyScript:``,te=h.reactiveElementPolyfillSupport,_=(e,t)=>e,ne={toAttribute(e,t){switch(t){case Boolean:e=e?ee:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},re=(e,t)=>!l(e,t),ie={attribute:!0,type:String,converter:ne,reflect:!1,useDefault:!1,hasChanged:re};Symbol.metadata??=Symbol(`metadata`),h.litPropertyMetadata??=/* @__PURE__ */ new WeakMap;var v=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=ie){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&u(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=d(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??ie}static _$Ei(){if(this.hasOwnProperty(_(`elementProperties`)))return;let e=m(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(_(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(_(`properties`))){let e=this.properties,t=[...f(e),...p(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=/* @__PURE__ */ new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(c(e))}else e!==void 0&&t.push(c(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=/* @__PURE__ */ new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=/* @__PURE__ */ new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=/* @__PURE__ */ new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return s(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?ne:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?ne:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??re)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=/* @__PURE__ */ new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=/* @__PURE__ */ new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=/* @__PURE__ */ new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};v.elementStyles=[],v.shadowRootOptions={mode:`open`},v[_(`elementProperties`)]=/* @__PURE__ */ new Map,v[_(`finalized`)]=/* @__PURE__ */ new Map,te?.({ReactiveElement:v}),(h.reactiveElementVersions??=[]).push(`2.1.2`);var ae=globalThis,oe=e=>e,y=ae.trustedTypes,se=y?y.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,b=`$lit$`,x=`lit$${Math.random().toFixed(9).slice(2)}$`,S=`?`+x,ce=`<${S}>`,C=document,w=()=>C.createComment(``),T=e=>e===null||typeof e!=`object`&&typeof e!=`function`,le=Array.isArray,ue=e=>le(e)||typeof e?.[Symbol.iterator]==`function`,de=`[ 	
\f\r]`,E=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,fe=/-->/g,pe=/>/g,D=RegExp(`>|${de}(?:([^\\s"'>=/]+)(${de}*=${de}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),me=/'/g,he=/"/g,ge=/^(?:script|style|textarea|title)$/i,_e=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),O=_e(1),ve=_e(2),k=Symbol.for(`lit-noChange`),A=Symbol.for(`lit-nothing`),ye=/* @__PURE__ */ new WeakMap,j=C.createTreeWalker(C,129);function be(e,t){if(!le(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return se===void 0?t:se.createHTML(t)}var xe=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=E;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===E?c[1]===`!--`?o=fe:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=D):(ge.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=D):o=pe:o===D?c[0]===`>`?(o=i??E,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?D:c[3]===`"`?he:me):o===he||o===me?o=D:o===fe||o===pe?o=E:(o=D,i=void 0);let d=o===D&&e[t+1].startsWith(`/>`)?` `:``;a+=o===E?n+ce:l>=0?(r.push(s),n.slice(0,l)+b+n.slice(l)+x+d):n+x+(l===-2?t:d)}return[be(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},M=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=xe(t,n);if(this.el=e.createElement(l,r),j.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=j.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(b)){let t=u[o++],n=i.getAttribute(e).split(x),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Ce:r[1]===`?`?we:r[1]===`@`?Te:F}),i.removeAttribute(e)}else e.startsWith(x)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(ge.test(i.tagName)){let e=i.textContent.split(x),t=e.length-1;if(t>0){i.textContent=y?y.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],w()),j.nextNode(),c.push({type:2,index:++a});i.append(e[t],w())}}}else if(i.nodeType===8){if(i.data===S)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(x,e+1))!==-1;)c.push({type:7,index:a}),e+=x.length-1}}a++}}static createElement(e,t){let n=C.createElement(`template`);return n.innerHTML=e,n}};function N(e,t,n=e,r){if(t===k)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=T(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=N(e,i._$AS(e,t.values),i,r)),t}var Se=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??C).importNode(t,!0);j.currentNode=r;let i=j.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new P(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new Ee(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=j.nextNode(),a++)}return j.currentNode=C,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},P=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=A,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=N(this,e,t),T(e)?e===A||e==null||e===``?(this._$AH!==A&&this._$AR(),this._$AH=A):e!==this._$AH&&e!==k&&this._(e):e._$litType$===void 0?e.nodeType===void 0?ue(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==A&&T(this._$AH)?this._$AA.nextSibling.data=e:this.T(C.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=M.createElement(be(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Se(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=ye.get(e.strings);return t===void 0&&ye.set(e.strings,t=new M(e)),t}k(t){le(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(w()),this.O(w()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=oe(e).nextSibling;oe(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},F=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=A,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(/* @__PURE__ */ new String),this.strings=n):this._$AH=A}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=N(this,e,t,0),a=!T(e)||e!==this._$AH&&e!==k,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=N(this,r[n+o],t,o),s===k&&(s=this._$AH[o]),a||=!T(s)||s!==this._$AH[o],s===A?e=A:e!==A&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===A?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Ce=class extends F{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===A?void 0:e}},we=class extends F{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==A)}},Te=class extends F{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=N(this,e,t,0)??A)===k)return;let n=this._$AH,r=e===A&&n!==A||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==A&&(n===A||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Ee=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){N(this,e)}},De={M:b,P:x,A:S,C:1,L:xe,R:Se,D:ue,V:N,I:P,H:F,N:we,U:Te,B:Ce,F:Ee},Oe=ae.litHtmlPolyfillSupport;Oe?.(M,P),(ae.litHtmlVersions??=[]).push(`3.3.3`);var ke=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new P(t.insertBefore(w(),e),e,void 0,n??{})}return i._$AI(e),i},I=globalThis,L=class extends v{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=ke(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return k}};L._$litElement$=!0,L.finalized=!0,I.litElementHydrateSupport?.({LitElement:L});var Ae=I.litElementPolyfillSupport;Ae?.({LitElement:L}),(I.litElementVersions??=[]).push(`4.2.2`);var R={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},z=e=>(...t)=>({_$litDirective$:e,values:t}),je=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},Me=z(class extends je{constructor(e){if(super(e),e.type!==R.ATTRIBUTE||e.name!==`class`||e.strings?.length>2)throw Error("`classMap()` can only be used in the `class` attribute and must be the only part in the attribute.")}render(e){return` `+Object.keys(e).filter(t=>e[t]).join(` `)+` `}update(e,[t]){if(this.st===void 0){this.st=/* @__PURE__ */ new Set,e.strings!==void 0&&(this.nt=new Set(e.strings.join(` `).split(/\s/).filter(e=>e!==``)));for(let e in t)t[e]&&!this.nt?.has(e)&&this.st.add(e);return this.render(t)}let n=e.element.classList;for(let e of this.st)e in t||(n.remove(e),this.st.delete(e));for(let e in t){let r=!!t[e];r===this.st.has(e)||this.nt?.has(e)||(r?(n.add(e),this.st.add(e)):(n.remove(e),this.st.delete(e)))}return k}}),Ne=`important`,Pe=` !`+Ne,B=z(class extends je{constructor(e){if(super(e),e.type!==R.ATTRIBUTE||e.name!==`style`||e.strings?.length>2)throw Error("The `styleMap` directive must be used in the `style` attribute and must be the only part in the attribute.")}render(e){return Object.keys(e).reduce((t,n)=>{let r=e[n];return r==null?t:t+`${n=n.includes(`-`)?n:n.replace(/(?:^(webkit|moz|ms|o)|)(?=[A-Z])/g,`-$&`).toLowerCase()}:${r};`},``)}update(e,[t]){let{style:n}=e.element;if(this.ft===void 0)return this.ft=new Set(Object.keys(t)),this.render(t);for(let e of this.ft)t[e]??(this.ft.delete(e),e.includes(`-`)?n.removeProperty(e):n[e]=null);for(let e in t){let r=t[e];if(r!=null){this.ft.add(e);let t=typeof r==`string`&&r.endsWith(Pe);e.includes(`-`)||t?n.setProperty(e,t?r.slice(0,-11):r,t?Ne:``):n[e]=r}}return k}});function V(e){let t=/* @__PURE__ */ new Map;return(...n)=>{let r=JSON.stringify(n),i=t.get(r);return i===void 0&&(i=e(...n),t.set(r,i)),i}}var H=V((e,t)=>new Intl.DateTimeFormat(e,t));function Fe(e){return e.time_format===`system`?void 0:e.language}function Ie(e){return e.time_format===`12`||e.time_format===`24`?e.time_format===`12`:H(Fe(e),{hour:`numeric`}).resolvedOptions().hour12===!0}function U(e,t,n){let r=Ie(n),{minute:i}=W(e,t),a=r&&i===0?{hour:`numeric`}:{hour:r?`numeric`:`2-digit`,minute:`2-digit`};return H(Fe(n),{...a,hourCycle:r?`h12`:`h23`,timeZone:t}).format(e)}var Le={hourCycle:`h23`,year:`numeric`,month:`2-digit`,day:`2-digit`,hour:`2-digit`,minute:`2-digit`};function W(e,t){let n=H(`en-CA`,{...Le,timeZone:t}),r=new Map(n.formatToParts(e).map(e=>[e.type,e.value]));return{date:`${r.get(`year`)}-${r.get(`month`)}-${r.get(`day`)}`,hour:Number(r.get(`hour`)),minute:Number(r.get(`minute`))}}var Re=864e5;function ze(e,t,n,r){let{date:i}=W(e,t);if(i===n)return null;let a=Math.abs(Date.parse(i)-Date.parse(n))/Re;return H(r.language,{timeZone:t,...a<7?{weekday:`long`}:{day:`numeric`,month:`long`}}).format(e)}function Be(e,t,n){return n.some(n=>{let[r,i]=[W(n,e),W(n,t)];return r.date!==i.date||r.hour!==i.hour||r.minute!==i.minute})}function Ve(){return new Intl.DateTimeFormat().resolvedOptions().timeZone}function He(e,t){return H(t.language,{timeZone:e,timeZoneName:`longGeneric`}).formatToParts().find(e=>e.type===`timeZoneName`)?.value??e}var Ue=.02,We=36e5;function Ge(e,t){let n=e.findLastIndex(e=>e<=t),r=e.at(-1);return r!==void 0&&t.getTime()>=r.getTime()+We?-1:n}function Ke(e,t){let n=Math.max(...e,0)*Ue,r=(e,r)=>e>n||r===t;return e.some(e=>e>0)?[Math.max(0,e.findIndex(r)-1),Math.min(e.length-1,e.findLastIndex(r)+1)]:[0,e.length-1]}function qe(e,t){let{hour:n,minute:r}=W(e,t);return r!==0||n%3!=0?0:n%6==0?2:1}function Je(e,t){let n=e.starts.map(e=>new Date(e)),r=Ge(n,t),i=(e,t)=>e[t]??null,a=n.map((t,n)=>Math.max(i(e.typical,n)??0,i(e.measured,n)??0,i(e.expected,n)??0,n===r?e.count??0:0)),[o,s]=Ke(a,r),c=Math.max(...a,1),l=e=>e===null?null:e/c;return{full:e.capacity!==null&&e.capacity>0?Ye(e.capacity/c):null,bars:n.slice(o,s+1).map((t,n)=>{let a=o+n,s=a===r;return{start:t,typical:l(i(e.typical,a)),measured:l(i(e.measured,a)),expected:s?null:l(i(e.expected,a)),now:s?l(e.count):null,isNow:s,label:qe(t,e.zone)}})}}function Ye(e){return e<=1?e:null}function Xe(e,t,n){let{bars:r,full:i}=Je(e,/* @__PURE__ */ new Date),a=r.map(e=>e.start);return O`<div class="day">
    <div class="plot" dir="ltr" aria-hidden="true">
      ${i===null?A:O`<div class="full" style=${B(Qe(i))}></div>`}
      ${r.map(Ze)}
    </div>
    <div class="axis" dir="ltr" aria-hidden="true">
      ${r.map(t=>O`<span class=${Me({odd:t.label===1})}
          >${t.label?O`<i>${U(t.start,e.zone,n)}</i>`:A}</span
        >`)}
    </div>
    <div class="legend" aria-hidden="true">
      ${[`typical`,`measured`,`now`,`expected`].filter(e=>r.some(t=>t[e]!==null)).map(e=>O`<span class=${e}><i></i>${t.text(`config_panel.legend.${e}`)}</span>`)}
      ${i===null?A:O`<span class="capacity"><i></i>${t.text(`config_panel.legend.full`)}</span>`}
    </div>
    ${Be(e.zone,Ve(),a)?O`<div class="zone">
          ${t.text(`config_panel.card.zone`,{zone:He(e.zone,n)})}
        </div>`:A}</div>`}function Ze(e){let t=t=>{let n=e[t];return n===null?A:O`<div class=${t} style=${B(Qe(n))}></div>`};return O`
    <div class=${Me({hour:!0,current:e.isNow})}>
      ${t(`typical`)}${t(`now`)}${t(`measured`)}${t(`expected`)}
    </div>
  `}function Qe(e){return{"block-size":`${Math.round(e*1e3)/10}%`}}var $e=`occuspace`,et=/* @__PURE__ */ new Set([`count`,`percentage`,`free_capacity`,`capacity`]);function G(e){return e.identifiers.find(([e])=>e===$e)?.[1]??null}function tt(e){let t=/* @__PURE__ */ new Map;for(let n of Object.values(e)){let{device_id:e,translation_key:r}=n;if(n.platform===$e&&e&&r&&et.has(r)){let i=t.get(e)??{};i[r]=n.entity_id,t.set(e,i)}}return t}function nt(e){if(e===void 0||e.trim()===``)return null;let t=Number(e);return Number.isFinite(t)?t:null}function rt(e){let t=tt(e.entities),n=null;for(let r of Object.values(e.devices)){if(G(r)===null)continue;let i=t.get(r.id)?.count;if(i&&nt(e.states[i]?.state)!==null)return r.id;n??=r.id}return n}function it(e,t){let n=e.entities[t];if(n?.platform!==$e||!n.device_id)return null;let r=e.devices[n.device_id];return r&&G(r)!==null?r.id:null}function at(e,t){return Object.values(e.devices).some(e=>e.via_device_id===t&&G(e)!==null)}function ot(e,t){e.dispatchEvent(new CustomEvent(`hass-more-info`,{bubbles:!0,composed:!0,detail:{entityId:t}}))}var st={comma_decimal:[`en-US`,`en`],decimal_comma:[`de`,`es`,`it`],space_comma:[`fr`,`sv`,`cs`],quote_decimal:[`de-CH`]},ct=V((e,t,n,r)=>new Intl.NumberFormat(e===`system`?void 0:st[e]??t,{style:n,maximumFractionDigits:r,useGrouping:e!==`none`}));function K(e,t){return ct(t.number_format,t.language,`decimal`,0).format(e)}function lt(e,t){return ct(t.number_format,t.language,`decimal`,1).format(e)}function ut(e,t,n=0){return ct(t.number_format,t.language,`percent`,n).format(e/100)}function dt(e,t){let n=e=>e==null?``:K(e,t);return e.starts.map((r,i)=>{let[a,o]=[n(e.low[i]),n(e.high[i])],s=n(e.typical[i]);return{hour:U(new Date(r),e.zone,t),typical:s&&a&&o?`${s} (${a}–${o})`:s,measured:n(e.measured[i]),expected:n(e.expected[i])}}).filter(e=>e.typical||e.measured||e.expected)}function ft(e,t,n,r){return O`
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
        ${dt(e,r).map(e=>O`
            <tr>
              <th scope="row">${e.hour}</th>
              <td>${e.typical}</td>
              <td>${e.measured}</td>
              <td>${e.expected}</td>
            </tr>
          `)}
      </tbody>
    </table>
  `}var pt=`component.occuspace`,mt=V(e=>new Intl.PluralRules(e));function ht(e,t){return mt(t).select(e)===`one`?`one`:`other`}function gt(e,...t){let n=(e,n)=>{for(let r of t){let t=r(`${pt}.${e}`,n);if(t)return t}return``};return{text:n,plural:(t,r,i)=>n(`${t}_${ht(r,e)}`,i)}}var _t=/* @__PURE__ */ new Map,vt=()=>``;function yt(e){let{language:t}=e,n=_t.get(t);return n===void 0&&(n=e.loadBackendTranslation(`config_panel`,`occuspace`),_t.set(t,n),n.then(e=>{vt=e},()=>_t.delete(t))),n}function q(e){return vt(`${pt}.${e}`)}var J=class extends L{static{this.properties={hass:{attribute:!1},localize:{state:!0}}}hassMatters(e,t){return e.connected!==t.connected||e.locale!==t.locale||e.localize!==t.localize||e.language!==t.language}shouldUpdate(e){if(e.size>1||!e.has(`hass`))return!0;let t=e.get(`hass`);return!t||!this.hass||this.hassMatters(t,this.hass)}willUpdate(e){let{hass:t}=this;t&&t.language!==this.loadedLanguage&&(this.loadedLanguage=t.language,yt(t).then(e=>{this.localize=e},()=>{this.loadedLanguage=void 0}))}get texts(){let{hass:e,localize:t}=this;return e&&t?gt(e.language,e.localize,t):null}},bt=o`
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
`;function xt(e){return!(`zone`in e)}function St(e,t,n){let{now:r,next:i}=e.sentence;return[r&&Ct(e,t,n),i&&wt(e,t,n)].filter(Boolean).join(` `)}function Ct(e,t,n){let{now:r,at:i}=e.sentence;switch(r){case`closed_opens`:return Tt(`config_panel.now.opens`,i??e.opens,e,t,n,()=>t.text(`config_panel.now.closed`));case`stale`:return Tt(`config_panel.now.stale`,e.measured_at,e,t,n,()=>t.text(`config_panel.now.stale`));case`no_typical`:return e.history===`ready`?``:t.text(`config_panel.history.${e.history}`);case null:return``;default:return t.text(`config_panel.now.${r}`)}}function wt(e,t,n){let{next:r,at:i}=e.sentence;if(r===null)return``;if(r===`calm_rest`)return t.text(`config_panel.next.calm_rest`);if(i===null)return``;let a=U(new Date(i),e.zone,n);return t.text(`config_panel.next.${r}`,{time:a})}function Tt(e,t,{zone:n,date:r},i,a,o){if(t===null)return o();let s=new Date(t),c=U(s,n,a),l=ze(s,n,r,a);return l===null?i.text(`${e}_at`,{time:c}):i.text(`${e}_on`,{day:l,time:c})}var Et={inactive:`entity.sensor.status.state.inactive`,stale:`entity.sensor.status.state.stale`,never_measured:`entity.sensor.status.state.never_measured`,not_reported:`entity.sensor.status.state.not_reported`,not_permitted:`entity.sensor.status.state.not_permitted`,unreachable:`entity.sensor.status.state.unreachable`},Dt={not_busy:[`entity.sensor.busy_level.state.not_busy`,`thin`],busy:[`entity.sensor.busy_level.state.busy`,`thick`],very_busy:[`entity.sensor.busy_level.state.very_busy`,`filled`]};function Ot(e,t){return e===`removed`||e===`not_permitted_here`?t.text(`config_panel.reason.${e}`):t.text(Et[e])}function kt(e,t){if(e.reason!==null)return{text:Ot(e.reason,t),kind:`dashed`};if(e.is_open===!1)return{text:t.text(`entity.binary_sensor.open.state.off`),kind:`dashed`};if(e.is_doubtful)return{text:t.text(`entity.binary_sensor.doubtful.name`),kind:`dashed`};if(e.level===null)return null;let[n,r]=Dt[e.level];return{text:t.text(n),kind:r}}var At=5e3,jt=6e4,Mt=class{constructor(e,t,n,r){this.delay=At,this.ended=!1,this.connection=e,this.command=t,this.onEvent=n,this.onFailure=r,this.start()}start(){let e=e=>{this.delay=At,this.ended||this.onEvent(e)};this.unsubscribe=this.connection.subscribeMessage(e,this.command),this.unsubscribe.catch(()=>{this.unsubscribe=void 0,this.ended||(this.onFailure(),this.timer=setTimeout(()=>this.start(),this.delay),this.delay=Math.min(this.delay*2,jt))})}end(){this.ended=!0,clearTimeout(this.timer),this.unsubscribe?.then(e=>e()).catch(()=>{})}},Nt=class extends J{static{this.styles=bt}static{this.properties={...J.properties,config:{state:!0},day:{state:!0},failed:{state:!0}}}static getConfigForm(){return{schema:[{name:`device_id`,required:!0,selector:{device:{filter:[{integration:`occuspace`}]}}},{name:`name`,selector:{text:{}}}],computeLabel:({name:e})=>q(`config_panel.card.field.${e}`)||e}}static getStubConfig(e){let t=rt(e);return{type:`custom:occuspace-card`,...t&&{device_id:t}}}static getEntitySuggestion(e,t){let n=it(e,t);return n===null?null:{config:{type:`custom:occuspace-card`,device_id:n}}}setConfig(e){this.config=e}getCardSize(){return 4}getGridOptions(){return{columns:12,rows:4,min_columns:6,min_rows:3}}disconnectedCallback(){super.disconnectedCallback(),this.unsubscribe()}connectedCallback(){super.connectedCallback(),this.requestUpdate()}willUpdate(e){super.willUpdate(e);let t=this.config?.device_id;t!==this.subscribedTo&&this.unsubscribe(),this.hass?.connected===!1&&(this.day=void 0),this.hass&&t&&!this.subscription&&this.isConnected&&(this.failed=!1,this.subscribedTo=t,this.subscription=new Mt(this.hass.connection,{type:`occuspace/day`,device_id:t},e=>{this.failed=!1,this.day=e},()=>{this.failed=!0,this.day=void 0}))}unsubscribe(){this.subscription?.end(),this.subscription=void 0,this.subscribedTo=void 0,this.day=void 0}render(){let{config:e,day:t,hass:n,texts:r}=this;if(!e||!n)return A;if(!r)return Ft();if(!e.device_id)return this.renderCard(this.headWithoutValue(r.text(`config_panel.card.choose`)));if(!n.connected)return this.renderCard(this.headWithoutValue(r.text(`config_panel.card.disconnected`)));if(this.failed)return this.renderCard(this.headWithoutValue(r.text(`config_panel.card.waiting`)));if(!t)return Ft();if(xt(t))return this.renderCard({...this.headWithoutValue(r.text(`config_panel.now.${t.reason}`)),pill:{text:Ot(t.reason,r),kind:`dashed`}});let i={name:e.name||t.name,pill:kt(t,r),sentence:St(t,r,n.locale),count:t.count,percentage:t.percentage};return this.renderCard(i,r,t)}headWithoutValue(e){let{config:t,hass:n}=this,r=t?.device_id?n?.devices[t.device_id]:void 0;return{name:t?.name||r?.name_by_user||r?.name||`Occuspace`,pill:null,sentence:e,count:null,percentage:null}}renderCard(e,t,n){return O`
      <ha-card>
        ${n?.entity_id?O`<button
              type="button"
              title=${e.name}
              aria-labelledby="name"
              aria-describedby="level value sentence"
              @click=${()=>n.entity_id&&ot(this,n.entity_id)}
            ></button>`:A}
        <div class="content">
          <div class="title">
            <span id="name"><bdi>${e.name}</bdi></span>
            ${e.pill?O`<span id="level" class="pill ${e.pill.kind}">${e.pill.text}</span>`:A}
          </div>
          ${t&&this.hass?Pt(e,t,this.hass.locale):A}
          <div id="sentence">${e.sentence}</div>
          ${n&&t&&this.hass?Xe(n,t,this.hass.locale):A}
        </div>
        ${n&&t&&this.hass?ft(n,e.name,t,this.hass.locale):A}
      </ha-card>
    `}};function Pt(e,t,n){let{count:r,percentage:i}=e;return O`
    <div id="value">
      <span class="count">${r===null?`–`:K(r,n)}</span>
      <span class="unit">${t.plural(`config_panel.card.people`,r??2)}${i===null?A:O` · ${ut(i,n)}`}</span>
    </div>
  `}function Ft(){return O`
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
  `}var{I:It}=De,Lt=e=>e,Rt=()=>document.createComment(``),Y=(e,t,n)=>{let r=e._$AA.parentNode,i=t===void 0?e._$AB:t._$AA;if(n===void 0)n=new It(r.insertBefore(Rt(),i),r.insertBefore(Rt(),i),e,e.options);else{let t=n._$AB.nextSibling,a=n._$AM,o=a!==e;if(o){let t;n._$AQ?.(e),n._$AM=e,n._$AP!==void 0&&(t=e._$AU)!==a._$AU&&n._$AP(t)}if(t!==i||o){let e=n._$AA;for(;e!==t;){let t=Lt(e).nextSibling;Lt(r).insertBefore(e,i),e=t}}}return n},X=(e,t,n=e)=>(e._$AI(t,n),e),zt={},Bt=(e,t=zt)=>e._$AH=t,Vt=e=>e._$AH,Ht=e=>{e._$AR(),e._$AA.remove()},Ut=(e,t,n)=>{let r=/* @__PURE__ */ new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},Wt=z(class extends je{constructor(e){if(super(e),e.type!==R.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[t,n,r]){let i=Vt(e),{values:a,keys:o}=this.dt(t,n,r);if(!Array.isArray(i))return this.ut=o,a;let s=this.ut??=[],c=[],l,u,d=0,f=i.length-1,p=0,m=a.length-1;for(;d<=f&&p<=m;)if(i[d]===null)d++;else if(i[f]===null)f--;else if(s[d]===o[p])c[p]=X(i[d],a[p]),d++,p++;else if(s[f]===o[m])c[m]=X(i[f],a[m]),f--,m--;else if(s[d]===o[m])c[m]=X(i[d],a[m]),Y(e,c[m+1],i[d]),d++,m--;else if(s[f]===o[p])c[p]=X(i[f],a[p]),Y(e,i[d],i[f]),f--,p++;else if(l===void 0&&(l=Ut(o,p,m),u=Ut(s,d,f)),l.has(s[d])){if(l.has(s[f])){let t=u.get(o[p]),n=t===void 0?null:i[t];if(n===null){let t=Y(e,i[d]);X(t,a[p]),c[p]=t}else c[p]=X(n,a[p]),Y(e,i[d],n),i[t]=null;p++}else Ht(i[f]),f--}else Ht(i[d]),d++;for(;p<=m;){let t=Y(e,c[m+1]);X(t,a[p]),c[p++]=t}for(;d<=f;){let e=i[d++];e!==null&&Ht(e)}return this.ut=o,Bt(e,c),k}});function Gt(e){try{let t=JSON.parse(sessionStorage.getItem(e)??`[]`);return Array.isArray(t)?t.map(String):[]}catch{return[]}}function Kt(e,t){try{sessionStorage.setItem(e,JSON.stringify([...t]))}catch{}}var qt=o`
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
    background: var(--pale);
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
`,Jt=[`free`,`utilization`,`name`],Yt=/* @__PURE__ */ new Set([`inactive`,`never_measured`]);function Xt(e){return e.name_by_user||e.name||``}function Zt(e,t){if(e.name_by_user)return e.name_by_user;let n=e.name??``,r=t?.name;return r&&n.startsWith(`${r} `)&&(n=n.slice(r.length+1)),n.replace(/^\d+_(?=\S)/,``)}function Qt(e,t,n){let r=Object.values(e).filter(e=>G(e)!==null),i=new Set(r.map(e=>e.id)),a=/* @__PURE__ */ new Map;for(let e of r){let t=e.via_device_id,n=t&&i.has(t)&&t!==e.id?t:null;a.set(n,[...a.get(n)??[],e])}let o=(n,r)=>{let i={deviceId:n.id,name:Zt(n,r?e[r.deviceId]:void 0),path:r?`${r.path} › ${Xt(n)}`:Xt(n),parent:r,children:[],entities:t.get(n.id)??{}};return i.children=(a.get(n.id)??[]).map(e=>o(e,i)),i};return(n===void 0?a.get(null)??[]:r.filter(e=>e.id===n)).map(e=>o(e,null))}function $t(e,t,n){let r=e=>e===void 0?null:nt(t[e]?.state),{entities:i}=e,a=r(i.count),o=r(i.capacity),s=a===null||o===null?null:Math.max(0,o-a);return{count:a,percentage:r(i.percentage),free:r(i.free_capacity)??s,reason:n?.r??null}}function en(e,t,n,r){let i=new Intl.Collator(r,{numeric:!0}),a=e=>{let{free:r,percentage:i}=n(e);return t===`free`?r:i};return[...e].sort((e,n)=>{if(t!==`name`){let[t,r]=[a(e),a(n)];if(t===null||r===null){if(t!==r)return t===null?1:-1}else if(t!==r)return r-t}return i.compare(e.name,n.name)})}var tn=e=>`folded:${e}`;function nn(e,t){let{count:n,reason:r}=t.figures(e);return n===null&&Yt.has(r)&&e.children.every(e=>nn(e,t))}function rn(e,t){let n=[],r=(e,r,a)=>{let o=en(e,t.sort,t.figures,t.language),s=o.filter(e=>nn(e,t)),c=o.filter(e=>!s.includes(e)),l=c.length+ +(s.length>0);if(c.forEach((e,t)=>{i(e,r,t+1,l)}),s.length>0){let e=tn(a),o=t.isExpanded(e,r),c=l;n.push({key:e,level:r,position:c,siblings:l,expanded:o,folded:s.length}),o&&s.forEach((e,t)=>{i(e,r+1,t+1,s.length)})}},i=(e,i,a,o)=>{let s=e.deviceId,c=e.children.length>0?t.isExpanded(s,i):null;n.push({key:s,level:i,position:a,siblings:o,expanded:c,place:e}),c&&r(e.children,i+1,s)};return r(e,1,``),n}function an(e,t,n){if(e===null)return``;let r=Math.max(...e.map(e=>e??0),1),i=t/Math.max(e.length-1,1),a=e=>Math.round(e*10)/10,o=``,s=!1;return e.forEach((e,t)=>{e===null?s=!1:(o+=`${s?`L`:`M`}${a(t*i)} ${a(n*(1-e/r))}`,s=!0)}),o}function on(e,t,n){let r=t[n];if(r===void 0)return null;let i=e=>t[e]===void 0||e===n?null:{focus:e};switch(e){case`ArrowDown`:return i(n+1);case`ArrowUp`:return i(n-1);case`Home`:return i(0);case`End`:return i(t.length-1);case`ArrowRight`:return r.expanded===!1?{toggle:r.key}:r.expanded?i(n+1):null;case`ArrowLeft`:return r.expanded?{toggle:r.key}:i(t.findLastIndex((e,t)=>t<n&&e.level<r.level));default:return null}}function sn(e,{count:t,percentage:n,reason:r},i,a,o){return O`
    <span class="name"><bdi>${e}</bdi></span>
    <svg viewBox="0 -1 ${60} ${20}" aria-hidden="true">
      ${i?ve`<path d=${i} />`:A}
    </svg>
    ${cn(t,n)}
    <span class="value">${t===null?O`<span>${r?Ot(r,a):a.text(`config_panel.tree.unknown`)}</span>`:O`<b>${K(t,o)}</b
            ><span class="hidden"> ${a.plural(`config_panel.card.people`,t)}</span>${n===null?A:O` <span class="percent">${ut(n,o)}</span>`}`}</span>
  `}function cn(e,t){if(e===null)return O`<div class="bar unknown" aria-hidden="true"></div>`;if(t===null)return O`<div aria-hidden="true"></div>`;let n=`${Math.min(100,Math.max(0,Math.round(t)))}%`;return O`
    <div class=${t>100?`bar over`:`bar`} aria-hidden="true">
      <div style=${B({"inline-size":n})}></div>
    </div>
  `}var ln=class extends J{static{this.styles=qt}static{this.properties={...J.properties,config:{state:!0},overview:{state:!0},sort:{state:!0},toggled:{state:!0},focused:{state:!0}}}constructor(){super(),this.places=[],this.lines=[],this.shown=[],this.locations=/* @__PURE__ */ new Map,this.paths=/* @__PURE__ */ new WeakMap,this.overview=/* @__PURE__ */ new Map,this.toggled=/* @__PURE__ */ new Set,this.sort=`free`}static getConfigForm(){return{schema:[{name:`device_id`,selector:{device:{filter:[{integration:`occuspace`}]}}},{name:`sort`,selector:{select:{options:Jt.map(e=>({value:e,label:q(`config_panel.tree.sort.${e}`)||e})),mode:`dropdown`}}}],computeLabel:({name:e})=>q(`config_panel.tree.field.${e}`)||e}}static getStubConfig(){return{type:`custom:occuspace-tree-card`}}static getEntitySuggestion(e,t){let n=it(e,t);return n===null||!at(e,n)?null:{config:{type:`custom:occuspace-tree-card`,device_id:n}}}setConfig(e){let t=this.config;this.config=e,t&&t.device_id===e.device_id&&t.sort===e.sort||(this.unsubscribe(),this.toggled=new Set(Gt(this.storageKey)),this.sort=Jt.find(t=>t===e.sort)??`free`,this.places=[])}getCardSize(){return Math.max(3,this.lines.length)}getGridOptions(){return{columns:12,rows:`auto`,min_columns:4}}connectedCallback(){super.connectedCallback(),this.requestUpdate()}disconnectedCallback(){super.disconnectedCallback(),this.unsubscribe()}unsubscribe(){this.subscription?.end(),this.subscription=void 0,this.locations.clear(),this.overview=/* @__PURE__ */ new Map}get storageKey(){return`occuspace-tree-card:${this.config?.device_id??``}`}hassMatters(e,t){return super.hassMatters(e,t)||e.devices!==t.devices||e.entities!==t.entities||this.shown.some(n=>e.states[n]!==t.states[n])}willUpdate(e){super.willUpdate(e);let{hass:t,config:n}=this;if(!t||!n)return;let r=e.get(`hass`);if(e.has(`config`)||e.has(`hass`)&&(r?.devices!==t.devices||r.entities!==t.entities)){let e=tt(t.entities);this.places=Qt(t.devices,e,n.device_id),this.shown=un(this.places)}!this.subscription&&this.isConnected&&this.subscribe(t,n),this.lines=rn(this.places,{sort:this.sort,language:t.language,isExpanded:(e,t)=>this.isExpanded(e,t),figures:e=>this.figures(e,t)}),this.lines.some(e=>e.key===this.focused)||(this.focused=this.lines[0]?.key)}subscribe(e,t){this.subscription=new Mt(e.connection,{type:`occuspace/overview`,...t.device_id&&{device_id:t.device_id}},({locations:e,reason:t})=>{t&&this.locations.clear();for(let[t,n]of Object.entries(e??{}))n===null?this.locations.delete(t):this.locations.set(t,n);this.overview=new Map([...this.locations.values()].map(e=>[e.d,e]))},()=>{})}figures(e,t){return $t(e,t.connected?t.states:{},this.overview.get(e.deviceId))}isExpanded(e,t){return(t===1&&!e.startsWith(`folded:`))!==this.toggled.has(e)}toggle(e){let t=new Set(this.toggled);t.delete(e)||t.add(e),this.toggled=t,Kt(this.storageKey,t)}activate(e){let t=`place`in e?e.place.entities.count:void 0;t?ot(this,t):e.expanded!==null&&this.toggle(e.key)}onKey(e,t){if(e.ctrlKey||e.metaKey||e.altKey)return;if(e.key===`Enter`||e.key===` `){e.preventDefault(),this.activate(t);return}let n=on(getComputedStyle(this).direction===`rtl`&&{ArrowLeft:`ArrowRight`,ArrowRight:`ArrowLeft`}[e.key]||e.key,this.lines,this.lines.indexOf(t));n!==null&&(e.preventDefault(),`toggle`in n?this.toggle(n.toggle):(this.focused=this.lines[n.focus]?.key,this.updateComplete.then(()=>this.renderRoot.querySelector(`[tabindex="0"][role]`)?.focus())))}render(){let{hass:e,config:t,texts:n}=this;return!e||!t?A:n?this.lines.length===0?O`<ha-card>
        <div class="message">${n.text(`config_panel.tree.empty`)}</div>
      </ha-card>`:O`
      <ha-card>
        <label class="sort">
          ${n.text(`config_panel.tree.sort.label`)}
          <select
            @change=${e=>{this.sort=e.target.value}}
          >
            ${Jt.map(e=>O`<option value=${e} ?selected=${e===this.sort}>
                ${n.text(`config_panel.tree.sort.${e}`)}
              </option>`)}
          </select>
        </label>
        <div role="tree" aria-label=${n.text(`config_panel.tree.label`)}>
          ${Wt(this.lines,e=>e.key,t=>this.renderLine(t,n,e))}
        </div>
      </ha-card>
    `:O`<ha-card aria-busy="true" class="loading">
        ${this.lines.map(()=>O`<div class="row"><i></i><div class="name"></div></div>`)}
      </ha-card>`}renderLine(e,t,n){return O`
      <div
        class="row"
        role="treeitem"
        style=${B({"--level":String(e.level)})}
        tabindex=${e.key===this.focused?0:-1}
        aria-level=${e.level}
        aria-posinset=${e.position}
        aria-setsize=${e.siblings}
        aria-expanded=${e.expanded??A}
        title=${`place`in e?e.place.path:A}
        @click=${()=>{this.focused=e.key,this.activate(e)}}
        @keydown=${t=>this.onKey(t,e)}
      >
        ${e.expanded===null?O`<span></span>`:O`<span
              class="toggle"
              aria-hidden="true"
              @click=${t=>{t.stopPropagation(),this.focused=e.key,this.toggle(e.key)}}
            ></span>`}
        ${`place`in e?sn(e.place.name,this.figures(e.place,n),this.pathOf(e.place),t,n.locale):O`<bdi class="folded">
              ${t.plural(`config_panel.tree.not_counting`,e.folded,{count:K(e.folded,n.locale)})}
            </bdi>`}
      </div>
    `}pathOf(e){let t=this.overview.get(e.deviceId);if(!t)return``;let n=this.paths.get(t);return n===void 0&&(n=an(t.t,60,18),this.paths.set(t,n)),n}};function un(e){return e.flatMap(e=>[...Object.values(e.entities),...un(e.children)])}var dn=o`
  :host {
    display: block;
    --pale: color-mix(in srgb, var(--primary-text-color) 16%, transparent);
    --card: var(--ha-card-background, var(--card-background-color));
  }
  ha-card {
    position: relative;
    box-sizing: border-box;
    padding: 12px 16px;
    overflow: hidden;
    container-type: inline-size;
    color: var(--primary-text-color);
  }
  h2 {
    margin: 0;
    line-height: 26px;
    font-size: 16px;
    font-weight: 500;
    overflow-wrap: break-word;
  }
  h2 small {
    font-size: 14px;
    font-weight: 400;
    color: var(--secondary-text-color);
  }
  p {
    margin: 0;
    line-height: 20px;
    font-size: 14px;
  }
  .note,
  .legend {
    color: var(--secondary-text-color);
    line-height: 18px;
    font-size: 11px;
  }
  table {
    inline-size: 100%;
    margin-block: 6px;
    border-collapse: separate;
    border-spacing: 2px;
    table-layout: fixed;
  }
  .merged {
    display: none;
  }
  th {
    position: relative;
    padding: 0;
    color: var(--secondary-text-color);
    font-size: 11px;
    font-weight: 400;
    line-height: 16px;
    text-align: start;
    white-space: nowrap;
  }
  thead th:first-child {
    inline-size: var(--days, 40px);
  }
  thead th > span:not(.hidden) {
    display: block;
    inline-size: 0;
  }
  td {
    position: relative;
    block-size: 24px;
    box-sizing: border-box;
    padding: 0;
    border-radius: 3px;
    font-size: 10px;
    line-height: 12px;
    text-align: center;
    overflow: hidden;
    background: var(--fill);
  }
  .step0 {
    --fill: color-mix(in oklab, var(--hue) 4%, var(--card));
    box-shadow: inset 0 0 0 1px var(--pale);
  }
  .step1 {
    --fill: color-mix(in oklab, var(--hue) 25%, var(--card));
  }
  .step2 {
    --fill: color-mix(in oklab, var(--hue) 50%, var(--card));
  }
  .step3 {
    --fill: color-mix(in oklab, var(--hue) 75%, var(--card));
  }
  .step4 {
    --fill: var(--hue);
  }
  td,
  i {
    --hue: var(--primary-color);
  }
  .less {
    --hue: var(--secondary-text-color);
  }
  .unknown {
    background: repeating-linear-gradient(
      135deg,
      transparent 0 3px,
      var(--pale) 3px 5px
    );
  }
  .sample::after {
    content: "";
    position: absolute;
    inset-block-start: 2px;
    inset-inline-end: 2px;
    inline-size: 4px;
    block-size: 4px;
    border-radius: 50%;
    background: var(--primary-text-color);
    box-shadow: 0 0 0 1px var(--card);
  }
  .now {
    outline: 2px solid var(--primary-text-color);
    outline-offset: -1px;
  }
  /* The sign stands on the card's own background: legible on any hue. */
  .sign {
    display: inline-block;
    min-inline-size: 10px;
    border-radius: 2px;
    color: var(--primary-text-color);
    background: color-mix(in srgb, var(--card) 80%, transparent);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
  }
  .legend span {
    display: flex;
    align-items: center;
    gap: 2px;
  }
  .legend b {
    margin-inline: 4px;
    font-weight: 400;
    white-space: nowrap;
  }
  .legend i {
    position: relative;
    inline-size: 18px;
    block-size: 10px;
    border-radius: 2px;
    background: var(--fill);
  }
  .legend i.unknown {
    background: repeating-linear-gradient(
      135deg,
      transparent 0 3px,
      var(--pale) 3px 5px
    );
  }
  .legend i.sample {
    --fill: color-mix(in oklab, var(--hue) 25%, var(--card));
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .skeleton td,
  .skeleton h2 span {
    background: var(--pale);
  }
  .skeleton h2 span {
    display: inline-block;
    inline-size: 40%;
    block-size: 14px;
    border-radius: 4px;
  }
  @container (max-width: 310px) {
    .single {
      display: none;
    }
    .merged {
      display: table;
    }
  }
  @media (forced-colors: active) {
    td {
      border: 1px solid GrayText;
      forced-color-adjust: none;
    }
  }
`,fn=Date.UTC(2024,0,1),pn=36e5,mn=24*pn,hn=V((e,t)=>new Intl.DateTimeFormat(e,{...t,timeZone:`UTC`}));function gn(e,t,n){return hn(n.language,{weekday:t}).format(fn+e*mn)}function _n(e,t){return U(new Date(fn+e*pn),`UTC`,t)}function vn(e,t){return hn(t.language,{day:`numeric`,month:`short`,year:`numeric`}).formatRange(new Date(e[0]),new Date(e[1]))}function yn(e,t,n,r=!1){let i=t===`utilization`?Math.round(e*10)/10:Math.round(e),a=r?Math.abs(i):i,o=t===`utilization`?lt(a,n):K(a,n);return r?`${bn(i)}${o}`:o}function bn(e){return e===0?``:e>0?`+`:`−`}var Z=24,xn=.02,Sn=5,Cn=[4,25,50,75,100],wn=[`sunday`,`monday`,`tuesday`,`wednesday`,`thursday`,`friday`,`saturday`];function Tn(e,t){let n=wn.indexOf(e??``);if(n>=0)return(n+6)%7;if(e!==`language`)return 0;try{let e=new Intl.Locale(t),n=e.getWeekInfo?.()??e.weekInfo;return n?(n.firstDay+6)%7:0}catch{return 0}}function En(e){return Array.from({length:7},(t,n)=>(e+n)%7)}function Dn(e,t){let n=Math.max(...e.map(e=>Math.abs(e??0)),0)*xn,r=Array.from({length:Z},(e,t)=>t).filter(e=>On(e).some(e=>!t.has(e))),i=r.filter(t=>On(t).some(t=>Math.abs(e[t]??0)>n)),[a,o]=[(i.length?i:r)[0],(i.length?i:r).at(-1)];return a===void 0||o===void 0?[0,Z]:[a,o+1]}function On(e){return Array.from({length:7},(t,n)=>n*Z+e)}function kn(e,t){if(t<=0)return 0;let n=Math.floor(Math.abs(e)/t*Cn.length);return Math.min(n,Cn.length-1)}function An(e,t,n,r){let i=e.filter(e=>!r.has(e));if(i.length===0)return{kind:`closed`,value:null,weeks:0};let a=0;for(let e of i){let n=t[e]??null;if(n===null)return{kind:`unknown`,value:null,weeks:0};a+=n}return{kind:`known`,value:a/i.length,weeks:Math.min(...i.map(e=>n[e]??0))}}function jn(e,t,n,r=!1){let i=new Set(e.closed),a=r?e.comparison:null,[o,s]=a?[a.difference,a.weeks]:[e.typical,e.weeks],[c,l]=Dn(e.typical.some(Boolean)?e.typical:o,i),u=c-c%n,d=[];for(let e=u;e<l;e+=n)d.push(e);let[f,p]=e.now,m=En(t).map(e=>({weekday:e,cells:d.map(t=>{let r=An(Array.from({length:n},(n,r)=>e*Z+t+r),o,s,i),c=e===f&&p>=t&&p<t+n;return{...r,weekday:e,hour:t,isNow:c,isSample:r.kind===`known`&&!a&&r.weeks<Sn,step:0}})})),h=m.flatMap(e=>e.cells),g=Math.max(...h.map(e=>Math.abs(e.value??0)),0);for(let e of h)e.step=kn(e.value??0,g);return{hours:d,rows:m,top:g}}function Mn(e,t){let{metric:n,isDifference:r,texts:i,locale:a}=t;if(n===`utilization`&&!r)return ut(e,a,1);let o=yn(e,n,a,r),s=n===`utilization`?`points`:n;return i.plural(`config_panel.week.value.${s}`,Math.abs(Math.round(e)),{value:o})}function Nn(e,t){let{texts:n,locale:r}=t,i={day:gn(e.weekday,`short`,r),time:_n(e.hour,r)};if(e.kind!==`known`||e.value===null){let t=e.kind===`closed`?`closed`:`unknown`;return n.text(`config_panel.week.cell.${t}`,i)}return n.plural(`config_panel.week.cell.known`,e.weeks,{...i,value:Mn(e.value,t),weeks:e.weeks})}function Pn(e,t,n){let{locale:r}=n,i=Tn(r.first_weekday,r.language),a=jn(e,i,1,n.isDifference),o=jn(e,i,2,n.isDifference);return O`
    ${Fn(a,`single`,t,n)}
    ${Fn(o,`merged`,t,n)}
    ${Ln(a,n)}
  `}function Fn(e,t,n,r){let{texts:i,locale:a}=r;return O`
    <table class=${t}>
      <caption class="hidden">${i.text(`config_panel.week.table`,{name:n})}</caption>
      <thead>
        <tr>
          <th scope="col"><span class="hidden">${i.text(`config_panel.week.day`)}</span></th>
          ${e.hours.map(e=>{let n=_n(e,a);return O`<th scope="col"><span class=${e%(t===`single`?3:6)==0?``:`hidden`}>${n}</span></th>`})}
        </tr>
      </thead>
      <tbody>
        ${e.rows.map(e=>O`
            <tr>
              <th scope="row">${gn(e.weekday,`short`,a)}</th>
              ${e.cells.map(e=>In(e,r))}
            </tr>
          `)}
      </tbody>
    </table>
  `}function In(e,t){let n=Nn(e,t),{kind:r,value:i}=e,a=r===`known`?`step${e.step}`:r,o=t.isDifference&&i!==null?bn(Math.round(i)):``;return O`<td
    class=${Me({[a]:!0,sample:e.isSample,now:e.isNow,less:t.isDifference&&(i??0)<0})}
    title=${n}
    aria-current=${e.isNow?`time`:A}
  >${o?O`<span class="sign" aria-hidden="true">${o}</span>`:A}<span
      class="hidden">${n}</span></td>`}function Ln(e,t){let{texts:n}=t,r=e.rows.flatMap(e=>e.cells),i=e=>Cn.map((t,n)=>O`<i class="step${n}${e?` less`:``}"></i>`),a=Mn(e.top,t);return O`
    <div class="legend" aria-hidden="true">
      ${t.isDifference?O`<span><b>${Mn(-e.top,t)}</b>${i(!0).reverse()}</span>
        <span>${i(!1)}<b>${a}</b></span>`:O`<span>${i(!1)}<b>0 – ${a}</b></span>`}
      ${r.some(e=>e.kind===`unknown`)?O`<span><i class="unknown"></i><b>${n.text(`config_panel.tree.unknown`)}</b></span>`:A}
      ${r.some(e=>e.isSample)?O`<span><i class="sample"></i><b>${n.text(`config_panel.week.sample`)}</b></span>`:A}
    </div>
  `}var Rn=[`occupancy`,`utilization`,`visitors`],zn=[`previous_weeks`,`last_year`],Bn=`custom:occuspace-week-card`,Vn=class extends J{static{this.styles=dn}static{this.properties={...J.properties,config:{state:!0},week:{state:!0},failed:{state:!0}}}static getConfigForm(){return{schema:[{name:`device_id`,required:!0,selector:{device:{filter:[{integration:`occuspace`}]}}},{name:`metric`,selector:{select:{options:Rn.map(e=>({value:e,label:q(`config_panel.week.metric.${e}`)||e})),mode:`dropdown`}}},{name:`compare`,selector:{select:{options:zn.map(e=>({value:e,label:q(`config_panel.week.compare.${e}`)||e})),mode:`dropdown`}}},{name:`name`,selector:{text:{}}}],computeLabel:({name:e})=>e===`metric`||e===`compare`?q(`config_panel.week.field.${e}`)||e:q(`config_panel.card.field.${e}`)||e}}static getStubConfig(e){let t=rt(e);return{type:Bn,...t&&{device_id:t}}}static getEntitySuggestion(e,t){let n=it(e,t);return n===null?null:{config:{type:Bn,device_id:n}}}setConfig(e){this.config=e}getCardSize(){return 5}getGridOptions(){return{columns:12,rows:`auto`,min_columns:6}}disconnectedCallback(){super.disconnectedCallback(),this.unsubscribe()}connectedCallback(){super.connectedCallback(),this.requestUpdate()}willUpdate(e){super.willUpdate(e);let{config:t,hass:n}=this,r=t?.device_id,i=Rn.find(e=>e===t?.metric)??`occupancy`,a=zn.find(e=>e===t?.compare)??null,o=r?`${r} ${i} ${a}`:void 0;o!==this.subscribedTo&&this.unsubscribe(),n?.connected===!1&&(this.week=void 0),n&&r&&!this.subscription&&this.isConnected&&(this.failed=!1,this.subscribedTo=o,this.subscription=new Mt(n.connection,{type:`occuspace/week`,device_id:r,metric:i,compare:a},e=>{this.failed=!1,this.week=e},()=>{this.failed=!0,this.week=void 0}))}unsubscribe(){this.subscription?.end(),this.subscription=void 0,this.subscribedTo=void 0,this.week=void 0}render(){let{config:e,hass:t,texts:n,week:r}=this;return!e||!t?A:n?e.device_id?t.connected?this.failed?this.renderText(n.text(`config_panel.card.waiting`)):r?xt(r)?this.renderText(n.text(`config_panel.now.${r.reason}`)):this.renderKnown(r,n,t):Hn():this.renderText(n.text(`config_panel.card.disconnected`)):this.renderText(n.text(`config_panel.card.choose`)):Hn()}renderText(e){let{config:t,hass:n}=this,r=t?.device_id?n?.devices[t.device_id]:void 0;return O`<ha-card><h2><bdi>${t?.name||r?.name_by_user||r?.name||`Occuspace`}</bdi></h2><p>${e}</p></ha-card>`}renderKnown(e,t,{locale:n}){let r=this.config?.name||e.name,i=!!this.config?.compare&&e.comparison!==null,a=(i?e.comparison?.difference:e.typical)?.some(e=>e!==null)??!1,o=this.config?.compare?t.text(`config_panel.week.metric.${e.metric}`):t.text(`config_panel.week.typical.${e.metric}`),s=e.history===`ready`?t.text(`config_panel.week.incomparable`):t.text(`config_panel.history.${e.history}`),c=[/* @__PURE__ */ new Date];return O`
      <ha-card>
        <h2><bdi>${r}</bdi> <small>· ${o}</small></h2>
        ${e.comparison?O`<p>${t.text(`config_panel.week.periods`,{recent:vn(e.comparison.recent,n),earlier:vn(e.comparison.earlier,n)})}</p>`:A}
        ${e.reason?O`<p>${t.text(`config_panel.now.${e.reason}`)}</p>`:A}
        ${a?Pn(e,r,{metric:e.metric,isDifference:i,texts:t,locale:n}):O`<p>${s}</p>`}
        ${a&&Be(e.zone,Ve(),c)?O`<div class="note">${t.text(`config_panel.card.zone`,{zone:He(e.zone,n)})}</div>`:A}
      </ha-card>
    `}};function Hn(){return O`
    <ha-card class="skeleton" aria-busy="true">
      <h2><span></span></h2>
      <table aria-hidden="true">
        <thead><tr><th>&nbsp;</th></tr></thead>
        <tbody>${Array.from({length:7},()=>O`<tr><td></td></tr>`)}</tbody>
      </table>
      <div class="legend">&nbsp;</div>
    </ha-card>
  `}var Un={"occuspace-card":Nt,"occuspace-tree-card":ln,"occuspace-week-card":Vn},Q=`https://github.com/occuspace-homeassistant/occuspace/blob/main/docs/cards.md`,Wn=[{type:`occuspace-card`,name:`Occuspace location`,description:`How busy a location is now, compared with its typical day`,preview:!0,documentationURL:Q,getEntitySuggestion:Nt.getEntitySuggestion},{type:`occuspace-tree-card`,name:`Occuspace locations`,description:`All locations of an account as a tree, sorted by free capacity`,preview:!0,documentationURL:Q,getEntitySuggestion:ln.getEntitySuggestion},{type:`occuspace-week-card`,name:`Occuspace week`,description:`The typical week of a location, or how two periods differ`,preview:!0,documentationURL:Q,getEntitySuggestion:Vn.getEntitySuggestion}];function Gn(){let e=window.customElements;for(let[t,n]of Object.entries(Un))e.get(t)||e.define(t,n);window.customCards??=[];for(let e of Wn)window.customCards.some(t=>t.type===e.type)||window.customCards.push(e)}var $=`home-assistant`;!customElements.get($)&&document.querySelector($)?customElements.whenDefined($).then(Gn):Gn();