/*! Contains Lit. Copyright Google LLC, BSD-3-Clause */
var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=/* @__PURE__ */ new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=e=>new i(typeof e==`string`?e:e+``,void 0,n),o=(e,...t)=>new i(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,n),s=(n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}},c=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return a(t)})(e):e,{is:l,defineProperty:u,getOwnPropertyDescriptor:d,getOwnPropertyNames:f,getOwnPropertySymbols:p,getPrototypeOf:m}=Object,h=globalThis,g=h.trustedTypes,ee=g?g.emptyScript:``,te=h.reactiveElementPolyfillSupport,_=(e,t)=>e,v={toAttribute(e,t){switch(t){case Boolean:e=e?ee:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},ne=(e,t)=>!l(e,t),re={attribute:!0,type:String,converter:v,reflect:!1,useDefault:!1,hasChanged:ne};Symbol.metadata??=Symbol(`metadata`),h.litPropertyMetadata??=/* @__PURE__ */ new WeakMap;var y=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=re){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&u(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=d(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??re}static _$Ei(){if(this.hasOwnProperty(_(`elementProperties`)))return;let e=m(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(_(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(_(`properties`))){let e=this.properties,t=[...f(e),...p(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=/* @__PURE__ */ new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(c(e))}else e!==void 0&&t.push(c(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=/* @__PURE__ */ new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=/* @__PURE__ */ new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=/* @__PURE__ */ new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return s(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?v:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?v:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??ne)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=/* @__PURE__ */ new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=/* @__PURE__ */ new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=/* @__PURE__ */ new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};y.elementStyles=[],y.shadowRootOptions={mode:`open`},y[_(`elementProperties`)]=/* @__PURE__ */ new Map,y[_(`finalized`)]=/* @__PURE__ */ new Map,te?.({ReactiveElement:y}),(h.reactiveElementVersions??=[]).push(`2.1.2`);var ie=globalThis,ae=e=>e,b=ie.trustedTypes,oe=b?b.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,x=`$lit$`,S=`lit$${Math.random().toFixed(9).slice(2)}$`,C=`?`+S,se=`<${C}>`,w=document,T=()=>w.createComment(``),E=e=>e===null||typeof e!=`object`&&typeof e!=`function`,ce=Array.isArray,le=e=>ce(e)||typeof e?.[Symbol.iterator]==`function`,ue=`[ 	
\f\r]`,D=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,de=/-->/g,fe=/>/g,O=RegExp(`>|${ue}(?:([^\\s"'>=/]+)(${ue}*=${ue}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),pe=/'/g,me=/"/g,he=/^(?:script|style|textarea|title)$/i,ge=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),k=ge(1),_e=ge(2),A=Symbol.for(`lit-noChange`),j=Symbol.for(`lit-nothing`),ve=/* @__PURE__ */ new WeakMap,M=w.createTreeWalker(w,129);function ye(e,t){if(!ce(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return oe===void 0?t:oe.createHTML(t)}var be=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=D;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===D?c[1]===`!--`?o=de:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=O):(he.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=O):o=fe:o===O?c[0]===`>`?(o=i??D,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?O:c[3]===`"`?me:pe):o===me||o===pe?o=O:o===de||o===fe?o=D:(o=O,i=void 0);let d=o===O&&e[t+1].startsWith(`/>`)?` `:``;a+=o===D?n+se:l>=0?(r.push(s),n.slice(0,l)+x+n.slice(l)+S+d):n+S+(l===-2?t:d)}return[ye(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},N=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=be(t,n);if(this.el=e.createElement(l,r),M.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=M.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(x)){let t=u[o++],n=i.getAttribute(e).split(S),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Se:r[1]===`?`?Ce:r[1]===`@`?we:I}),i.removeAttribute(e)}else e.startsWith(S)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(he.test(i.tagName)){let e=i.textContent.split(S),t=e.length-1;if(t>0){i.textContent=b?b.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],T()),M.nextNode(),c.push({type:2,index:++a});i.append(e[t],T())}}}else if(i.nodeType===8){if(i.data===C)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(S,e+1))!==-1;)c.push({type:7,index:a}),e+=S.length-1}}a++}}static createElement(e,t){let n=w.createElement(`template`);return n.innerHTML=e,n}};function P(e,t,n=e,r){if(t===A)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=E(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=P(e,i._$AS(e,t.values),i,r)),t}var xe=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??w).importNode(t,!0);M.currentNode=r;let i=M.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new F(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new Te(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=M.nextNode(),a++)}return M.currentNode=w,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},F=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=j,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=P(this,e,t),E(e)?e===j||e==null||e===``?(this._$AH!==j&&this._$AR(),this._$AH=j):e!==this._$AH&&e!==A&&this._(e):e._$litType$===void 0?e.nodeType===void 0?le(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==j&&E(this._$AH)?this._$AA.nextSibling.data=e:this.T(w.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=N.createElement(ye(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new xe(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=ve.get(e.strings);return t===void 0&&ve.set(e.strings,t=new N(e)),t}k(t){ce(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(T()),this.O(T()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=ae(e).nextSibling;ae(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},I=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=j,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(/* @__PURE__ */ new String),this.strings=n):this._$AH=j}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=P(this,e,t,0),a=!E(e)||e!==this._$AH&&e!==A,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=P(this,r[n+o],t,o),s===A&&(s=this._$AH[o]),a||=!E(s)||s!==this._$AH[o],s===j?e=j:e!==j&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===j?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Se=class extends I{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===j?void 0:e}},Ce=class extends I{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==j)}},we=class extends I{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=P(this,e,t,0)??j)===A)return;let n=this._$AH,r=e===j&&n!==j||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==j&&(n===j||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Te=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){P(this,e)}},Ee={M:x,P:S,A:C,C:1,L:be,R:xe,D:le,V:P,I:F,H:I,N:Ce,U:we,B:Se,F:Te},De=ie.litHtmlPolyfillSupport;De?.(N,F),(ie.litHtmlVersions??=[]).push(`3.3.3`);var Oe=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new F(t.insertBefore(T(),e),e,void 0,n??{})}return i._$AI(e),i},L=globalThis,R=class extends y{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Oe(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return A}};R._$litElement$=!0,R.finalized=!0,L.litElementHydrateSupport?.({LitElement:R});var ke=L.litElementPolyfillSupport;ke?.({LitElement:R}),(L.litElementVersions??=[]).push(`4.2.2`);function z(e){return!(`starts`in e)}function B(e){let t=/* @__PURE__ */ new Map;return(...n)=>{let r=JSON.stringify(n),i=t.get(r);return i===void 0&&(i=e(...n),t.set(r,i)),i}}var V=B((e,t)=>new Intl.DateTimeFormat(e,t));function Ae(e){return e.time_format===`system`?void 0:e.language}function je(e){return e.time_format===`12`||e.time_format===`24`?e.time_format===`12`:V(Ae(e),{hour:`numeric`}).resolvedOptions().hour12===!0}function H(e,t,n){let r=je(n),{minute:i}=U(e,t),a=r&&i===0?{hour:`numeric`}:{hour:r?`numeric`:`2-digit`,minute:`2-digit`};return V(Ae(n),{...a,hourCycle:r?`h12`:`h23`,timeZone:t}).format(e)}var Me={hourCycle:`h23`,year:`numeric`,month:`2-digit`,day:`2-digit`,hour:`2-digit`,minute:`2-digit`};function U(e,t){let n=V(`en-CA`,{...Me,timeZone:t}),r=new Map(n.formatToParts(e).map(e=>[e.type,e.value]));return{date:`${r.get(`year`)}-${r.get(`month`)}-${r.get(`day`)}`,hour:Number(r.get(`hour`)),minute:Number(r.get(`minute`))}}var Ne=864e5;function Pe(e,t,n,r){let{date:i}=U(e,t);if(i===n)return null;let a=Math.abs(Date.parse(i)-Date.parse(n))/Ne;return V(r.language,{timeZone:t,...a<7?{weekday:`long`}:{day:`numeric`,month:`long`}}).format(e)}function Fe(e,t,n){return n.some(n=>{let[r,i]=[U(n,e),U(n,t)];return r.date!==i.date||r.hour!==i.hour||r.minute!==i.minute})}function Ie(){return new Intl.DateTimeFormat().resolvedOptions().timeZone}function Le(e,t){return V(t.language,{timeZone:e,timeZoneName:`longGeneric`}).formatToParts().find(e=>e.type===`timeZoneName`)?.value??e}function Re(e,t,n){let{now:r,next:i}=e.sentence;return[r&&ze(e,t,n),i&&Be(e,t,n)].filter(Boolean).join(` `)}function ze(e,t,n){let{now:r,at:i}=e.sentence;switch(r){case`closed_opens`:return Ve(`config_panel.now.opens`,i??e.opens,e,t,n,()=>t.text(`config_panel.now.closed`));case`stale`:return Ve(`config_panel.now.stale`,e.measured_at,e,t,n,()=>t.text(`config_panel.now.stale`));case`no_typical`:return e.history===`ready`?``:t.text(`config_panel.history.${e.history}`);case null:return``;default:return t.text(`config_panel.now.${r}`)}}function Be(e,t,n){let{next:r,at:i}=e.sentence;if(r===null)return``;if(r===`calm_rest`)return t.text(`config_panel.next.calm_rest`);if(i===null)return``;let a=H(new Date(i),e.zone,n);return t.text(`config_panel.next.${r}`,{time:a})}function Ve(e,t,{zone:n,date:r},i,a,o){if(t===null)return o();let s=new Date(t),c=H(s,n,a),l=Pe(s,n,r,a);return l===null?i.text(`${e}_at`,{time:c}):i.text(`${e}_on`,{day:l,time:c})}var He={inactive:`entity.sensor.status.state.inactive`,stale:`entity.sensor.status.state.stale`,never_measured:`entity.sensor.status.state.never_measured`,not_reported:`entity.sensor.status.state.not_reported`,not_permitted:`entity.sensor.status.state.not_permitted`,unreachable:`entity.sensor.status.state.unreachable`},Ue={not_busy:[`entity.sensor.busy_level.state.not_busy`,`thin`],busy:[`entity.sensor.busy_level.state.busy`,`thick`],very_busy:[`entity.sensor.busy_level.state.very_busy`,`filled`]};function We(e){return e!==void 0&&Object.hasOwn(Ue,e)}function Ge(e,t){return t.text(Ue[e][0])}function W(e,t){return e===`removed`||e===`not_permitted_here`?t.text(`config_panel.reason.${e}`):t.text(He[e])}function Ke(e,t){return e.reason===null?e.is_open===!1?{text:t.text(`entity.binary_sensor.open.state.off`),kind:`dashed`}:e.is_doubtful?{text:t.text(`entity.binary_sensor.doubtful.name`),kind:`dashed`}:e.level===null?null:{text:Ge(e.level,t),kind:Ue[e.level][1]}:{text:W(e.reason,t),kind:`dashed`}}function qe(e,t,n){let r=e.device_id?t.devices[e.device_id]:void 0;return{name:e.name||r?.name_by_user||r?.name||`Occuspace`,pill:null,sentence:n,count:null,percentage:null}}function Je(e,t,n,r){return z(n)?{...qe(e,t,r.text(`config_panel.now.${n.reason}`)),pill:{text:W(n.reason,r),kind:`dashed`}}:{name:e.name||n.name,pill:Ke(n,r),sentence:Re(n,r,t.locale),count:n.count,percentage:n.percentage}}var Ye={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Xe=e=>(...t)=>({_$litDirective$:e,values:t}),G=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},K=Xe(class extends G{constructor(e){if(super(e),e.type!==Ye.ATTRIBUTE||e.name!==`class`||e.strings?.length>2)throw Error("`classMap()` can only be used in the `class` attribute and must be the only part in the attribute.")}render(e){return` `+Object.keys(e).filter(t=>e[t]).join(` `)+` `}update(e,[t]){if(this.st===void 0){this.st=/* @__PURE__ */ new Set,e.strings!==void 0&&(this.nt=new Set(e.strings.join(` `).split(/\s/).filter(e=>e!==``)));for(let e in t)t[e]&&!this.nt?.has(e)&&this.st.add(e);return this.render(t)}let n=e.element.classList;for(let e of this.st)e in t||(n.remove(e),this.st.delete(e));for(let e in t){let r=!!t[e];r===this.st.has(e)||this.nt?.has(e)||(r?(n.add(e),this.st.add(e)):(n.remove(e),this.st.delete(e)))}return A}}),Ze=`important`,Qe=` !`+Ze,q=Xe(class extends G{constructor(e){if(super(e),e.type!==Ye.ATTRIBUTE||e.name!==`style`||e.strings?.length>2)throw Error("The `styleMap` directive must be used in the `style` attribute and must be the only part in the attribute.")}render(e){return Object.keys(e).reduce((t,n)=>{let r=e[n];return r==null?t:t+`${n=n.includes(`-`)?n:n.replace(/(?:^(webkit|moz|ms|o)|)(?=[A-Z])/g,`-$&`).toLowerCase()}:${r};`},``)}update(e,[t]){let{style:n}=e.element;if(this.ft===void 0)return this.ft=new Set(Object.keys(t)),this.render(t);for(let e of this.ft)t[e]??(this.ft.delete(e),e.includes(`-`)?n.removeProperty(e):n[e]=null);for(let e in t){let r=t[e];if(r!=null){this.ft.add(e);let t=typeof r==`string`&&r.endsWith(Qe);e.includes(`-`)||t?n.setProperty(e,t?r.slice(0,-11):r,t?Ze:``):n[e]=r}}return A}}),$e=.02,et=36e5;function tt(e,t){let n=e.findLastIndex(e=>e<=t),r=e.at(-1);return r!==void 0&&t.getTime()>=r.getTime()+et?-1:n}function nt(e,t){let n=Math.max(...e,0)*$e,r=(e,r)=>e>n||r===t;return e.some(e=>e>0)?[Math.max(0,e.findIndex(r)-1),Math.min(e.length-1,e.findLastIndex(r)+1)]:[0,e.length-1]}function rt(e,t){let{hour:n,minute:r}=U(e,t);return r!==0||n%3!=0?0:n%6==0?2:1}function it(e,t){let n=e.starts.map(e=>new Date(e)),r=tt(n,t),i=(e,t)=>e[t]??null,a=n.map((t,n)=>Math.max(i(e.typical,n)??0,i(e.measured,n)??0,i(e.expected,n)??0,n===r?e.count??0:0)),[o,s]=nt(a,r),c=Math.max(...a,1),l=e=>e===null?null:e/c;return{full:e.capacity!==null&&e.capacity>0?at(e.capacity/c):null,bars:n.slice(o,s+1).map((t,n)=>{let a=o+n,s=a===r;return{start:t,typical:l(i(e.typical,a)),measured:l(i(e.measured,a)),expected:s?null:l(i(e.expected,a)),now:s?l(e.count):null,isNow:s,label:rt(t,e.zone)}})}}function at(e){return e<=1?e:null}function ot(e,t,n){let{bars:r,full:i}=it(e,/* @__PURE__ */ new Date),a=r.map(e=>e.start);return k`<div class="day">
    <div class="plot" dir="ltr" aria-hidden="true">
      ${i===null?j:k`<div class="full" style=${q(ct(i))}></div>`}
      ${r.map(st)}
    </div>
    <div class="axis" dir="ltr" aria-hidden="true">
      ${r.map(t=>k`<span class=${K({odd:t.label===1})}
          >${t.label?k`<i>${H(t.start,e.zone,n)}</i>`:j}</span
        >`)}
    </div>
    <div class="legend" aria-hidden="true">
      ${[`typical`,`measured`,`now`,`expected`].filter(e=>r.some(t=>t[e]!==null)).map(e=>k`<span class=${e}><i></i>${t.text(`config_panel.legend.${e}`)}</span>`)}
      ${i===null?j:k`<span class="capacity"><i></i>${t.text(`config_panel.legend.full`)}</span>`}
    </div>
    ${Fe(e.zone,Ie(),a)?k`<div class="zone">
          ${t.text(`config_panel.card.zone`,{zone:Le(e.zone,n)})}
        </div>`:j}</div>`}function st(e){let t=t=>{let n=e[t];return n===null?j:k`<div class=${t} style=${q(ct(n))}></div>`};return k`
    <div class=${K({hour:!0,current:e.isNow})}>
      ${t(`typical`)}${t(`now`)}${t(`measured`)}${t(`expected`)}
    </div>
  `}function ct(e){return{"block-size":`${Math.round(e*1e3)/10}%`}}var lt=`occuspace`,ut=/* @__PURE__ */ new Set([`count`,`percentage`,`free_capacity`,`capacity`,`busy_level`]);function J(e){return e.identifiers.find(([e])=>e===lt)?.[1]??null}function dt(e){let t=/* @__PURE__ */ new Map;for(let n of Object.values(e)){let{device_id:e,translation_key:r}=n;if(n.platform===lt&&e&&r&&ut.has(r)){let i=t.get(e)??{};i[r]=n.entity_id,t.set(e,i)}}return t}function ft(e){if(e===void 0||e.trim()===``)return null;let t=Number(e);return Number.isFinite(t)?t:null}function pt(e){let t=dt(e.entities),n=null;for(let r of Object.values(e.devices)){if(J(r)===null)continue;let i=t.get(r.id)?.count;if(i&&ft(e.states[i]?.state)!==null)return r.id;n??=r.id}return n}function mt(e,t){let n=e.entities[t];if(n?.platform!==lt||!n.device_id)return null;let r=e.devices[n.device_id];return r&&J(r)!==null?r.id:null}function ht(e,t){return Object.values(e.devices).some(e=>e.via_device_id===t&&J(e)!==null)}function gt(e,t){e.dispatchEvent(new CustomEvent(`hass-more-info`,{bubbles:!0,composed:!0,detail:{entityId:t}}))}var _t={comma_decimal:[`en-US`,`en`],decimal_comma:[`de`,`es`,`it`],space_comma:[`fr`,`sv`,`cs`],quote_decimal:[`de-CH`]},vt=B((e,t,n)=>new Intl.NumberFormat(e===`system`?void 0:_t[e]??t,{style:n,maximumFractionDigits:0,useGrouping:e!==`none`}));function Y(e,t){return vt(t.number_format,t.language,`decimal`).format(e)}function yt(e,t){return vt(t.number_format,t.language,`percent`).format(e/100)}function bt(e,t){let n=e=>e==null?``:Y(e,t);return e.starts.map((r,i)=>{let[a,o]=[n(e.low[i]),n(e.high[i])],s=n(e.typical[i]);return{hour:H(new Date(r),e.zone,t),typical:s&&a&&o?`${s} (${a}–${o})`:s,measured:n(e.measured[i]),expected:n(e.expected[i])}}).filter(e=>e.typical||e.measured||e.expected)}function xt(e,t,n,r){return k`
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
        ${bt(e,r).map(e=>k`
            <tr>
              <th scope="row">${e.hour}</th>
              <td>${e.typical}</td>
              <td>${e.measured}</td>
              <td>${e.expected}</td>
            </tr>
          `)}
      </tbody>
    </table>
  `}var St=1e3,Ct=60*St,wt=12*St,Tt=3*Ct,Et=Ct;5*Ct;function Dt(e,t,n){let r=Math.max(1,Math.ceil(e.length/8)),i=n?0:Math.floor(Math.max(0,t)/wt)%r;return{rows:e.slice(i*8,(i+1)*8),number:i+1,pages:r}}var Ot=[[0,0],[1,0],[1,1],[0,1],[-1,1],[-1,0],[-1,-1],[0,-1],[1,-1]];function kt(e){return Ot[Math.floor(Math.max(0,e)/Tt)%Ot.length]??Ot[0]}var At=class{constructor(){this.lastGood=null,this.isGood=!1}update(e,t){(e||this.isGood)&&(this.lastGood=t),this.isGood=e}since(e){return this.isGood||this.lastGood===null||e-this.lastGood<Et?null:new Date(this.lastGood)}};function jt(e,t,n,r){return e===null?``:n.text(`config_panel.kiosk.as_of`,{time:H(new Date(e),t,r)})}function Mt(e,t,n,r,i){let a=H(e,n,i),o=Pe(e,n,U(t,n).date,i);return o===null?r.text(`config_panel.kiosk.lost_at`,{time:a}):r.text(`config_panel.kiosk.lost_on`,{day:o,time:a})}var Nt=4e3,Pt=4e3,Ft=class{constructor(e){this.outage=new At,this.isActive=!1,this.startedAt=Date.now(),this.leftAt=null,this.leave=()=>{this.leftAt=Date.now(),this.host.requestUpdate()},this.onPointer=()=>{let e=this.isPointerShown;clearTimeout(this.pointerTimer),this.pointerTimer=setTimeout(()=>{this.pointerTimer=void 0,this.host.requestUpdate()},Pt),e||this.host.requestUpdate()},this.keepAwake=async()=>{if(document.visibilityState===`visible`&&`wakeLock`in navigator)try{let e=await navigator.wakeLock.request(`screen`);this.isActive?this.lock=e:await e.release()}catch{}},this.host=e,e.addController(this)}get isLeft(){return this.leftAt!==null&&Date.now()-this.leftAt<3e5}get elapsed(){return Date.now()-this.startedAt}get isPointerShown(){return this.pointerTimer!==void 0}hostUpdated(){if(!this.host.isConnected)return;this.host.isKiosk!==this.isActive&&(this.isActive?this.stop():this.start());let{dialog:e}=this;e&&!e.open&&(e.showModal(),e.focus())}hostDisconnected(){this.dialog?.close(),this.stop()}get dialog(){return this.host.renderRoot.querySelector(`dialog`)}start(){this.isActive=!0,this.startedAt=Date.now(),this.timer=setInterval(()=>this.host.requestUpdate(),Nt),document.addEventListener(`visibilitychange`,this.keepAwake),this.keepAwake()}stop(){this.isActive=!1,clearInterval(this.timer),clearTimeout(this.pointerTimer),this.pointerTimer=void 0,document.removeEventListener(`visibilitychange`,this.keepAwake),this.lock?.release().catch(()=>{}),this.lock=void 0}};function It(e,t,n,r,i){let[a,o]=kt(r.elapsed);return k`
    <dialog
      tabindex="-1"
      class=${K({pointer:r.isPointerShown})}
      aria-label=${e}
      @cancel=${r.leave}
      @pointermove=${r.onPointer}
      @pointerdown=${r.onPointer}
    >
      <div class="screen" style=${q({translate:`${a}vmin ${o}vmin`})}>
        ${t}
        <div class="foot">${n}</div>
      </div>
      <button type="button" class="leave" @click=${r.leave}>
        ${i.text(`config_panel.kiosk.leave`)}
      </button>
    </dialog>
  `}function Lt(e){return[...e].reduce((e,t)=>e+(t>`⺀`?2:1),0)}function Rt(e,t,n){let{count:r,percentage:i}=e;return k`
    <div id="value">
      <span class="count">${r===null?`–`:Y(r,n)}</span>
      <span class="unit">${t.plural(`config_panel.card.people`,r??2)}${i===null?j:k` · ${yt(i,n)}`}</span>
    </div>
  `}function zt(e){let{config:t,hass:n,texts:r,last:i,otherwise:a,kiosk:o}=e,{locale:s}=n,c=/* @__PURE__ */ new Date,l=o.outage.since(c.getTime()),u=i?.zone??Ie(),d=l?void 0:e.day,f=d&&!z(d)?d:void 0,p=l?Mt(l,c,u,r,s):``,m=d?Je(t,n,d,r):(p?null:a)??qe(t,n,p);return It(m.name,k`
      <h1 class=${Lt(m.name)>44?`long`:``}><bdi>${m.name}</bdi></h1>
      ${m.pill?k`<div class="word ${m.pill.kind}">${m.pill.text}</div>`:j}
      ${Rt(m,r,s)}
      <div class="says">${m.sentence}</div>
      ${f?k`${ot(f,r,s)}${xt(f,m.name,r,s)}`:k`<div class="day"></div>`}
    `,f?.count==null?``:jt(f.measured_at,f.zone,r,s),o,r)}var Bt=o`
  dialog {
    position: fixed;
    inset: 0;
    inline-size: 100vw;
    block-size: 100vh;
    max-inline-size: none;
    max-block-size: none;
    box-sizing: border-box;
    margin: 0;
    padding: 0;
    border: 0;
    outline: 0;
    overflow: hidden;
    background: var(--card-background-color, Canvas);
    color: var(--primary-text-color);
    font-family: var(--ha-font-family-body, inherit);
  }
  dialog:not(.pointer) {
    cursor: none;
  }
  .screen {
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    block-size: 100%;
    padding: 4vmin 6vmin;
  }
  .screen > * {
    flex: none;
  }
  h1,
  .word,
  .says,
  li {
    overflow-wrap: anywhere;
  }
  h1,
  .says {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
    margin: 0;
    font-size: 7vmin;
    line-height: 1.2;
  }
  h1 {
    font-weight: 500;
  }
  .lost {
    font-size: 5vmin;
  }
  h1.long {
    font-size: 6vmin;
  }
  .word {
    font-size: 15vmin;
    font-weight: 500;
    line-height: 1.1;
  }
  .word.dashed {
    border: 0;
    font-size: 10vmin;
    color: var(--primary-text-color);
  }
  .screen #value {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: 3vmin;
    line-height: 1;
    white-space: normal;
  }
  .screen .count {
    font-size: 30vmin;
    font-weight: 500;
    line-height: 0.95;
  }
  .screen .unit {
    font-size: 8vmin;
  }
  .screen .day {
    flex: 1 1 0;
    margin-block-start: 2vmin;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
    container-type: size;
  }
  .screen .plot {
    flex: 1 1 auto;
    min-block-size: 0;
    max-block-size: 40vmin;
    margin-block: auto 0;
  }
  .screen .day .axis {
    block-size: 4.5vmin;
    line-height: 4.5vmin;
    font-size: 3vmin;
  }
  .screen .day .legend,
  .screen .day .zone {
    display: none;
  }
  .screen .hour .measured,
  .screen .hour .expected {
    border-block-start-width: 0.4vmin;
  }
  .foot {
    min-block-size: 5vmin;
    color: var(--secondary-text-color);
    font-size: 4vmin;
    line-height: 5vmin;
    text-align: end;
  }
  ul {
    flex: 1 1 0 !important;
    min-block-size: 0;
    display: grid;
    grid-template-rows: repeat(var(--rows), minmax(0, 20vmin));
    align-content: start;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 4vmin;
    border-block-end: 1px solid var(--divider-color);
    font-size: 5vmin;
    line-height: 1.05;
  }
  .few li {
    font-size: 7vmin;
  }
  li span {
    max-inline-size: 44vmin;
    font-weight: 500;
    text-align: end;
  }
  li .unknown {
    color: var(--secondary-text-color);
    font-weight: 400;
  }
  li.long bdi {
    font-size: 0.84em;
  }
  dialog .leave {
    position: absolute;
    inset: auto;
    inset-block-end: 2vmin;
    inset-inline-start: 2vmin;
    min-block-size: 48px;
    padding-inline: 20px;
    border: 2px solid var(--primary-text-color);
    border-radius: 24px;
    background: var(--card-background-color, Canvas);
    color: var(--primary-text-color);
    font: inherit;
    font-size: max(16px, 2.5vmin);
    opacity: 0;
    transition: opacity 200ms;
  }
  dialog .leave:hover {
    background: var(--card-background-color, Canvas);
  }
  .pointer .leave,
  dialog .leave:focus-visible {
    opacity: 1;
  }
  dialog .leave:focus-visible {
    outline: 4px solid var(--primary-color);
    outline-offset: 2px;
  }
  @media (orientation: landscape) {
    h1,
    .says {
      -webkit-line-clamp: 2;
    }
  }
`,Vt=`component.occuspace`,Ht=B(e=>new Intl.PluralRules(e));function Ut(e,t){return Ht(t).select(e)===`one`?`one`:`other`}function Wt(e,...t){let n=(e,n)=>{for(let r of t){let t=r(`${Vt}.${e}`,n);if(t)return t}return``};return{text:n,plural:(t,r,i)=>n(`${t}_${Ut(r,e)}`,i)}}var Gt=/* @__PURE__ */ new Map,Kt=()=>``;function qt(e){let{language:t}=e,n=Gt.get(t);return n===void 0&&(n=e.loadBackendTranslation(`config_panel`,`occuspace`),Gt.set(t,n),n.then(e=>{Kt=e},()=>Gt.delete(t))),n}function Jt(e){return Kt(`${Vt}.${e}`)}var X=class extends R{static{this.properties={hass:{attribute:!1},localize:{state:!0},preview:{attribute:!1}}}hassMatters(e,t){return e.connected!==t.connected||e.locale!==t.locale||e.localize!==t.localize||e.language!==t.language}shouldUpdate(e){if(e.size>1||!e.has(`hass`))return!0;let t=e.get(`hass`);return!t||!this.hass||this.hassMatters(t,this.hass)}willUpdate(e){let{hass:t}=this;t&&t.language!==this.loadedLanguage&&(this.loadedLanguage=t.language,qt(t).then(e=>{this.localize=e},()=>{this.loadedLanguage=void 0}))}get texts(){let{hass:e,localize:t}=this;return e&&t?Wt(e.language,e.localize,t):null}},Yt=o`
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
`,Xt=5e3,Zt=6e4,Qt=class{constructor(e,t,n,r){this.delay=Xt,this.ended=!1,this.connection=e,this.command=t,this.onEvent=n,this.onFailure=r,this.start()}start(){let e=e=>{this.delay=Xt,this.ended||this.onEvent(e)};this.unsubscribe=this.connection.subscribeMessage(e,this.command),this.unsubscribe.catch(()=>{this.unsubscribe=void 0,this.ended||(this.onFailure(),this.timer=setTimeout(()=>this.start(),this.delay),this.delay=Math.min(this.delay*2,Zt))})}end(){this.ended=!0,clearTimeout(this.timer),this.unsubscribe?.then(e=>e()).catch(()=>{})}},$t=class extends X{constructor(...e){super(...e),this.kiosk=new Ft(this)}static{this.styles=[Yt,Bt]}static{this.properties={...X.properties,config:{state:!0},day:{state:!0},failed:{state:!0}}}static getConfigForm(){return{schema:[{name:`device_id`,required:!0,selector:{device:{filter:[{integration:`occuspace`}]}}},{name:`name`,selector:{text:{}}},{name:`kiosk`,selector:{boolean:{}}}],computeLabel:({name:e})=>Jt(`config_panel.card.field.${e}`)||e}}static getStubConfig(e){let t=pt(e);return{type:`custom:occuspace-card`,...t&&{device_id:t}}}static getEntitySuggestion(e,t){let n=mt(e,t);return n===null?null:{config:{type:`custom:occuspace-card`,device_id:n}}}setConfig(e){this.config=e}getCardSize(){return 4}getGridOptions(){return{columns:12,rows:4,min_columns:6,min_rows:3}}get isKiosk(){return this.config?.kiosk===!0&&!this.preview&&!this.kiosk.isLeft}disconnectedCallback(){super.disconnectedCallback(),this.unsubscribe()}connectedCallback(){super.connectedCallback(),this.requestUpdate()}willUpdate(e){super.willUpdate(e);let t=this.config?.device_id;t!==this.subscribedTo&&(this.unsubscribe(),this.last=void 0),this.hass?.connected===!1&&(this.day=void 0),this.hass&&t&&!this.subscription&&this.isConnected&&(this.failed=!1,this.subscribedTo=t,this.subscription=new Qt(this.hass.connection,{type:`occuspace/day`,device_id:t},e=>{this.failed=!1,this.day=e},()=>{this.failed=!0,this.day=void 0}));let n=this.day!==void 0&&this.day.reason!==`unreachable`;this.kiosk.outage.update(n,Date.now()),n&&(this.last=this.day&&!z(this.day)?this.day:void 0)}unsubscribe(){this.subscription?.end(),this.subscription=void 0,this.subscribedTo=void 0,this.day=void 0}render(){let{config:e,hass:t,texts:n}=this;if(!e||!t)return j;if(this.isKiosk)return n?zt({config:e,hass:t,texts:n,day:this.day??this.last,last:this.last,otherwise:this.head(e,t,n,void 0),kiosk:this.kiosk}):j;let r=n&&this.head(e,t,n,this.day);if(!n||!r)return en();let i=e.device_id&&t.connected&&!this.failed&&this.day&&!z(this.day)?this.day:void 0;return this.renderCard(r,n,t.locale,i)}head(e,t,n,r){let i=r=>qe(e,t,n.text(`config_panel.card.${r}`));return e.device_id?t.connected?this.failed?i(`waiting`):r?Je(e,t,r,n):null:i(`disconnected`):i(`choose`)}renderCard(e,t,n,r){return k`
      <ha-card>
        ${r?.entity_id?k`<button
              type="button"
              title=${e.name}
              aria-labelledby="name"
              aria-describedby="level value sentence"
              @click=${()=>r.entity_id&&gt(this,r.entity_id)}
            ></button>`:j}
        <div class="content">
          <div class="title">
            <span id="name"><bdi>${e.name}</bdi></span>
            ${e.pill?k`<span id="level" class="pill ${e.pill.kind}">${e.pill.text}</span>`:j}
          </div>
          ${r?Rt(e,t,n):j}
          <div id="sentence">${e.sentence}</div>
          ${r?ot(r,t,n):j}
        </div>
        ${r?xt(r,e.name,t,n):j}
      </ha-card>
    `}};function en(){return k`
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
  `}function tn(e){try{let t=JSON.parse(sessionStorage.getItem(e)??`[]`);return Array.isArray(t)?t.map(String):[]}catch{return[]}}function nn(e,t){try{sessionStorage.setItem(e,JSON.stringify([...t]))}catch{}}var{I:rn}=Ee,an=e=>e,on=()=>document.createComment(``),Z=(e,t,n)=>{let r=e._$AA.parentNode,i=t===void 0?e._$AB:t._$AA;if(n===void 0)n=new rn(r.insertBefore(on(),i),r.insertBefore(on(),i),e,e.options);else{let t=n._$AB.nextSibling,a=n._$AM,o=a!==e;if(o){let t;n._$AQ?.(e),n._$AM=e,n._$AP!==void 0&&(t=e._$AU)!==a._$AU&&n._$AP(t)}if(t!==i||o){let e=n._$AA;for(;e!==t;){let t=an(e).nextSibling;an(r).insertBefore(e,i),e=t}}}return n},Q=(e,t,n=e)=>(e._$AI(t,n),e),sn={},cn=(e,t=sn)=>e._$AH=t,ln=e=>e._$AH,un=e=>{e._$AR(),e._$AA.remove()},dn=(e,t,n)=>{let r=/* @__PURE__ */ new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},fn=Xe(class extends G{constructor(e){if(super(e),e.type!==Ye.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[t,n,r]){let i=ln(e),{values:a,keys:o}=this.dt(t,n,r);if(!Array.isArray(i))return this.ut=o,a;let s=this.ut??=[],c=[],l,u,d=0,f=i.length-1,p=0,m=a.length-1;for(;d<=f&&p<=m;)if(i[d]===null)d++;else if(i[f]===null)f--;else if(s[d]===o[p])c[p]=Q(i[d],a[p]),d++,p++;else if(s[f]===o[m])c[m]=Q(i[f],a[m]),f--,m--;else if(s[d]===o[m])c[m]=Q(i[d],a[m]),Z(e,c[m+1],i[d]),d++,m--;else if(s[f]===o[p])c[p]=Q(i[f],a[p]),Z(e,i[d],i[f]),f--,p++;else if(l===void 0&&(l=dn(o,p,m),u=dn(s,d,f)),l.has(s[d])){if(l.has(s[f])){let t=u.get(o[p]),n=t===void 0?null:i[t];if(n===null){let t=Z(e,i[d]);Q(t,a[p]),c[p]=t}else c[p]=Q(n,a[p]),Z(e,i[d],n),i[t]=null;p++}else un(i[f]),f--}else un(i[d]),d++;for(;p<=m;){let t=Z(e,c[m+1]);Q(t,a[p]),c[p++]=t}for(;d<=f;){let e=i[d++];e!==null&&un(e)}return this.ut=o,cn(e,c),A}});function pn(e){let[t]=e;return e.length===1&&t&&t.children.length>0?t.children:e}function mn(e,{count:t,reason:n},r,i,a,o){let{deviceId:s,name:c,entities:l}=e,u=l.busy_level&&r[l.busy_level]?.state;return t===null?{id:s,name:c,word:n?W(n,a):a.text(`config_panel.tree.unknown`),isKnown:!1}:i?.o===!1?{id:s,name:c,word:a.text(`entity.binary_sensor.open.state.off`),isKnown:!1}:{id:s,name:c,word:We(u)?Ge(u,a):`${Y(t,o)} ${a.plural(`config_panel.card.people`,t)}`,isKnown:!0}}var hn=[`free`,`utilization`,`name`],gn=/* @__PURE__ */ new Set([`inactive`,`never_measured`]);function _n(e){return e.name_by_user||e.name||``}function vn(e,t){if(e.name_by_user)return e.name_by_user;let n=e.name??``,r=t?.name;return r&&n.startsWith(`${r} `)&&(n=n.slice(r.length+1)),n.replace(/^\d+_(?=\S)/,``)}function yn(e,t,n){let r=Object.values(e).filter(e=>J(e)!==null),i=new Set(r.map(e=>e.id)),a=/* @__PURE__ */ new Map;for(let e of r){let t=e.via_device_id,n=t&&i.has(t)&&t!==e.id?t:null;a.set(n,[...a.get(n)??[],e])}let o=(n,r)=>{let i={deviceId:n.id,name:vn(n,r?e[r.deviceId]:void 0),path:r?`${r.path} › ${_n(n)}`:_n(n),parent:r,children:[],entities:t.get(n.id)??{}};return i.children=(a.get(n.id)??[]).map(e=>o(e,i)),i};return(n===void 0?a.get(null)??[]:r.filter(e=>e.id===n)).map(e=>o(e,null))}function bn(e){return e.flatMap(e=>[...Object.values(e.entities),...bn(e.children)])}function xn(e,t,n){let r=e=>e===void 0?null:ft(t[e]?.state),{entities:i}=e,a=r(i.count),o=r(i.capacity),s=a===null||o===null?null:Math.max(0,o-a);return{count:a,percentage:r(i.percentage),free:r(i.free_capacity)??s,reason:n?.r??null}}function Sn(e,t,n,r){let i=new Intl.Collator(r,{numeric:!0}),a=e=>{let{free:r,percentage:i}=n(e);return t===`free`?r:i};return[...e].sort((e,n)=>{if(t!==`name`){let[t,r]=[a(e),a(n)];if(t===null||r===null){if(t!==r)return t===null?1:-1}else if(t!==r)return r-t}return i.compare(e.name,n.name)})}var Cn=e=>`folded:${e}`;function wn(e,t){let{count:n,reason:r}=t.figures(e);return n===null&&gn.has(r)&&e.children.every(e=>wn(e,t))}function Tn(e,t){let n=[],r=(e,r,a)=>{let o=Sn(e,t.sort,t.figures,t.language),s=o.filter(e=>wn(e,t)),c=o.filter(e=>!s.includes(e)),l=c.length+ +(s.length>0);if(c.forEach((e,t)=>{i(e,r,t+1,l)}),s.length>0){let e=Cn(a),o=t.isExpanded(e,r),c=l;n.push({key:e,level:r,position:c,siblings:l,expanded:o,folded:s.length}),o&&s.forEach((e,t)=>{i(e,r+1,t+1,s.length)})}},i=(e,i,a,o)=>{let s=e.deviceId,c=e.children.length>0?t.isExpanded(s,i):null;n.push({key:s,level:i,position:a,siblings:o,expanded:c,place:e}),c&&r(e.children,i+1,s)};return r(e,1,``),n}function En(e,t,n){if(e===null)return``;let r=Math.max(...e.map(e=>e??0),1),i=t/Math.max(e.length-1,1),a=e=>Math.round(e*10)/10,o=``,s=!1;return e.forEach((e,t)=>{e===null?s=!1:(o+=`${s?`L`:`M`}${a(t*i)} ${a(n*(1-e/r))}`,s=!0)}),o}function Dn(e,t,n){let r=t[n];if(r===void 0)return null;let i=e=>t[e]===void 0||e===n?null:{focus:e};switch(e){case`ArrowDown`:return i(n+1);case`ArrowUp`:return i(n-1);case`Home`:return i(0);case`End`:return i(t.length-1);case`ArrowRight`:return r.expanded===!1?{toggle:r.key}:r.expanded?i(n+1):null;case`ArrowLeft`:return r.expanded?{toggle:r.key}:i(t.findLastIndex((e,t)=>t<n&&e.level<r.level));default:return null}}var On=4;function kn(e){let{hass:t,texts:n,kiosk:r}=e,{locale:i,language:a,states:o}=t,s=/* @__PURE__ */ new Date,c=r.outage.since(s.getTime()),l=t=>e.overview.get(t.deviceId),u=e=>xn(e,o,l(e)),d=Sn(pn(e.places),e.sort,u,a),f=matchMedia(`(prefers-reduced-motion: reduce)`).matches,p=Dt(d,r.elapsed,f),m=p.rows.map(e=>{let t=mn(e,u(e),o,l(e),n,i);return c?{...t,word:`–`,isKnown:!1}:t}),h=n.text(`config_panel.tree.label`),g=p.pages>1&&!f?`${p.number} / ${p.pages}`:``,ee=e.zone??Ie(),te=c?Mt(c,s,ee,n,i):``;return It(h,k`${te?k`<div class="says lost">${te}</div>`:j}
      ${An(m,p.pages>1?8:m.length,h,n)}`,g,r,n)}function An(e,t,n,r){return e.length===0?k`<div class="says">${r.text(`config_panel.tree.empty`)}</div>`:k`
    <ul
      aria-label=${n}
      class=${K({few:t<=On})}
      style=${q({"--rows":String(t)})}
    >
      ${fn(e,e=>e.id,e=>k`
          <li class=${K({long:Lt(e.name)>40})}>
            <bdi>${e.name}</bdi>
            <span class=${e.isKnown?``:`unknown`}>${e.word}</span>
          </li>
        `)}
    </ul>
  `}var jn=o`
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
`;function Mn(){return{schema:[{name:`device_id`,selector:{device:{filter:[{integration:`occuspace`}]}}},{name:`sort`,selector:{select:{options:hn.map(e=>({value:e,label:Jt(`config_panel.tree.sort.${e}`)||e})),mode:`dropdown`}}},{name:`kiosk`,selector:{boolean:{}}}],computeLabel:({name:e})=>Jt(`config_panel.tree.field.${e}`)||e}}function Nn(e,{count:t,percentage:n,reason:r},i,a,o){return k`
    <span class="name"><bdi>${e}</bdi></span>
    <svg viewBox="0 -1 ${60} ${20}" aria-hidden="true">
      ${i?_e`<path d=${i} />`:j}
    </svg>
    ${Pn(t,n)}
    <span class="value">${t===null?k`<span>${r?W(r,a):a.text(`config_panel.tree.unknown`)}</span>`:k`<b>${Y(t,o)}</b
            ><span class="hidden"> ${a.plural(`config_panel.card.people`,t)}</span>${n===null?j:k` <span class="percent">${yt(n,o)}</span>`}`}</span>
  `}function Pn(e,t){if(e===null)return k`<div class="bar unknown" aria-hidden="true"></div>`;if(t===null)return k`<div aria-hidden="true"></div>`;let n=`${Math.min(100,Math.max(0,Math.round(t)))}%`;return k`
    <div class=${t>100?`bar over`:`bar`} aria-hidden="true">
      <div style=${q({"inline-size":n})}></div>
    </div>
  `}function Fn(e,t,n){return(n===1&&!t.startsWith(Cn(``)))!==e.has(t)}function In(e,t){let n=new Set(e);return n.delete(t)||n.add(t),n}function Ln(e,{locations:t,reason:n}){let r=new Map(n?[]:e);for(let[e,n]of Object.entries(t??{}))n===null?r.delete(e):r.set(e,n);return r}function Rn(e){return[...e.values()].some(e=>e.r!==`unreachable`)}function zn(e){let t=`place`in e?e.place.entities.count:void 0;return t?{details:t}:e.expanded===null?null:{toggle:e.key}}var Bn={ArrowLeft:`ArrowRight`,ArrowRight:`ArrowLeft`};function Vn(e,t,n,r){if(e.ctrlKey||e.metaKey||e.altKey)return null;let i=r&&Bn[e.key]||e.key;return i===`Enter`||i===` `?zn(n):Dn(i,t,t.indexOf(n))}function Hn({key:e,ctrlKey:t,metaKey:n,altKey:r}){return!(t||n||r)&&(e===`Enter`||e===` `)}function Un(e){return k`<ha-card aria-busy="true" class="loading">
    ${Array.from({length:e},()=>k`<div class="row"><i></i><div class="name"></div></div>`)}
  </ha-card>`}function Wn(e){let{lines:t,texts:n}=e;return t.length===0?k`<ha-card>
      <div class="message">${n.text(`config_panel.tree.empty`)}</div>
    </ha-card>`:k`
    <ha-card>
      <label class="sort">
        ${n.text(`config_panel.tree.sort.label`)}
        <select
          @change=${t=>e.onSort(t.target.value)}
        >
          ${hn.map(t=>k`<option value=${t} ?selected=${t===e.sort}>
              ${n.text(`config_panel.tree.sort.${t}`)}
            </option>`)}
        </select>
      </label>
      <div role="tree" aria-label=${n.text(`config_panel.tree.label`)}>
        ${fn(t,e=>e.key,t=>Gn(t,e))}
      </div>
    </ha-card>
  `}function Gn(e,t){let{texts:n,locale:r}=t;return k`
    <div
      class="row"
      role="treeitem"
      style=${q({"--level":String(e.level)})}
      tabindex=${e.key===t.focused?0:-1}
      aria-level=${e.level}
      aria-posinset=${e.position}
      aria-setsize=${e.siblings}
      aria-expanded=${e.expanded??j}
      title=${`place`in e?e.place.path:j}
      @click=${()=>t.onSelect(e)}
      @keydown=${n=>t.onKey(n,e)}
    >
      ${e.expanded===null?k`<span></span>`:k`<span
            class="toggle"
            aria-hidden="true"
            @click=${n=>{n.stopPropagation(),t.onToggle(e)}}
          ></span>`}
      ${`place`in e?Nn(e.place.name,t.figures(e.place),t.sparkline(e.place),n,r):k`<bdi class="folded">
            ${n.plural(`config_panel.tree.not_counting`,e.folded,{count:Y(e.folded,r)})}
          </bdi>`}
    </div>
  `}var Kn=class extends X{static{this.styles=[jn,Bt]}static{this.properties={...X.properties,config:{state:!0},overview:{state:!0},sort:{state:!0},toggled:{state:!0},focused:{state:!0}}}constructor(){super(),this.places=[],this.lines=[],this.shown=[],this.locations=/* @__PURE__ */ new Map,this.paths=/* @__PURE__ */ new WeakMap,this.kiosk=new Ft(this),this.overview=/* @__PURE__ */ new Map,this.toggled=/* @__PURE__ */ new Set,this.sort=`free`}static getConfigForm(){return Mn()}static getStubConfig(){return{type:`custom:occuspace-tree-card`}}static getEntitySuggestion(e,t){let n=mt(e,t);return n===null||!ht(e,n)?null:{config:{type:`custom:occuspace-tree-card`,device_id:n}}}setConfig(e){let t=this.config;this.config=e,t&&t.device_id===e.device_id&&t.sort===e.sort||(this.unsubscribe(),this.toggled=new Set(tn(this.storageKey)),this.sort=hn.find(t=>t===e.sort)??`free`,this.places=[])}getCardSize(){return Math.max(3,this.lines.length)}getGridOptions(){return{columns:12,rows:`auto`,min_columns:4}}get isKiosk(){return this.config?.kiosk===!0&&!this.preview&&!this.kiosk.isLeft}connectedCallback(){super.connectedCallback(),this.requestUpdate()}disconnectedCallback(){super.disconnectedCallback(),this.unsubscribe()}unsubscribe(){this.subscription?.end(),this.subscription=void 0,this.locations=/* @__PURE__ */ new Map,this.overview=/* @__PURE__ */ new Map}get storageKey(){return`occuspace-tree-card:${this.config?.device_id??``}`}hassMatters(e,t){return super.hassMatters(e,t)||e.devices!==t.devices||e.entities!==t.entities||this.shown.some(n=>e.states[n]!==t.states[n])}willUpdate(e){super.willUpdate(e);let{hass:t,config:n}=this;if(!t||!n)return;let r=e.get(`hass`);if(e.has(`config`)||e.has(`hass`)&&(r?.devices!==t.devices||r.entities!==t.entities)){let e=dt(t.entities);this.places=yn(t.devices,e,n.device_id),this.shown=bn(this.places)}!this.subscription&&this.isConnected&&this.subscribe(t,n),this.lines=Tn(this.places,{sort:this.sort,language:t.language,isExpanded:(e,t)=>Fn(this.toggled,e,t),figures:e=>this.figures(e,t)}),this.kiosk.outage.update(t.connected&&Rn(this.overview),Date.now()),this.lines.some(e=>e.key===this.focused)||(this.focused=this.lines[0]?.key)}subscribe(e,t){this.subscription=new Qt(e.connection,{type:`occuspace/overview`,...t.device_id&&{device_id:t.device_id}},e=>{this.zone=e.zone??this.zone,this.locations=Ln(this.locations,e),this.overview=new Map([...this.locations.values()].map(e=>[e.d,e]))},()=>{})}figures(e,t){return xn(e,t.connected?t.states:{},this.overview.get(e.deviceId))}toggle(e){this.toggled=In(this.toggled,e),nn(this.storageKey,this.toggled)}perform(e){e!==null&&(`details`in e?gt(this,e.details):`toggle`in e?this.toggle(e.toggle):(this.focused=this.lines[e.focus]?.key,this.updateComplete.then(()=>this.renderRoot.querySelector(`[tabindex="0"][role]`)?.focus())))}onKey(e,t){let n=getComputedStyle(this).direction===`rtl`,r=Vn(e,this.lines,t,n);(r!==null||Hn(e))&&e.preventDefault(),this.perform(r)}render(){let{hass:e,config:t,texts:n}=this;if(!e||!t)return j;if(this.isKiosk){let{places:t,sort:r,overview:i,zone:a,kiosk:o}=this;return n?kn({places:t,sort:r,overview:i,zone:a,kiosk:o,hass:e,texts:n}):j}return n?Wn({lines:this.lines,sort:this.sort,focused:this.focused,texts:n,locale:e.locale,figures:t=>this.figures(t,e),sparkline:e=>this.pathOf(e),onSort:e=>{this.sort=e},onSelect:e=>{this.focused=e.key,this.perform(zn(e))},onToggle:e=>{this.focused=e.key,this.toggle(e.key)},onKey:(e,t)=>this.onKey(e,t)}):Un(this.lines.length)}pathOf(e){let t=this.overview.get(e.deviceId);if(!t)return``;let n=this.paths.get(t);return n===void 0&&(n=En(t.t,60,18),this.paths.set(t,n)),n}},qn={"occuspace-card":$t,"occuspace-tree-card":Kn},Jn=`https://github.com/occuspace-homeassistant/occuspace/blob/main/docs/cards.md`,Yn=[{type:`occuspace-card`,name:`Occuspace location`,description:`How busy a location is now, compared with its typical day`,preview:!0,documentationURL:Jn,getEntitySuggestion:$t.getEntitySuggestion},{type:`occuspace-tree-card`,name:`Occuspace locations`,description:`All locations of an account as a tree, sorted by free capacity`,preview:!0,documentationURL:Jn,getEntitySuggestion:Kn.getEntitySuggestion}];function Xn(){let e=window.customElements;for(let[t,n]of Object.entries(qn))e.get(t)||e.define(t,n);window.customCards??=[];for(let e of Yn)window.customCards.some(t=>t.type===e.type)||window.customCards.push(e)}var $=`home-assistant`;!customElements.get($)&&document.querySelector($)?customElements.whenDefined($).then(Xn):Xn();