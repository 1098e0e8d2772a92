/*! Contains Lit. Copyright Google LLC, BSD-3-Clause */
var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=/* @__PURE__ */ new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=e=>new i(typeof e==`string`?e:e+``,void 0,n),o=(e,...t)=>new i(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,n),s=(n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}},c=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return a(t)})(e):e,{is:l,defineProperty:u,getOwnPropertyDescriptor:d,getOwnPropertyNames:f,getOwnPropertySymbols:p,getPrototypeOf:m}=Object,h=globalThis,g=h.trustedTypes,ee=g?g.emptyScript:``,te=h.reactiveElementPolyfillSupport,_=(e,t)=>e,ne={toAttribute(e,t){switch(t){case Boolean:e=e?ee:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},re=(e,t)=>!l(e,t),ie={attribute:!0,type:String,converter:ne,reflect:!1,useDefault:!1,hasChanged:re};Symbol.metadata??=Symbol(`metadata`),h.litPropertyMetadata??=/* @__PURE__ */ new WeakMap;var v=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=ie){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&u(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=d(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??ie}static _$Ei(){if(this.hasOwnProperty(_(`elementProperties`)))return;let e=m(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(_(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(_(`properties`))){let e=this.properties,t=[...f(e),...p(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=/* @__PURE__ */ new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(c(e))}else e!==void 0&&t.push(c(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=/* @__PURE__ */ new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=/* @__PURE__ */ new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=/* @__PURE__ */ new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return s(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?ne:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?ne:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??re)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=/* @__PURE__ */ new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=/* @__PURE__ */ new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=/* @__PURE__ */ new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};v.elementStyles=[],v.shadowRootOptions={mode:`open`},v[_(`elementProperties`)]=/* @__PURE__ */ new Map,v[_(`finalized`)]=/* @__PURE__ */ new Map,te?.({ReactiveElement:v}),(h.reactiveElementVersions??=[]).push(`2.1.2`);var ae=globalThis,oe=e=>e,y=ae.trustedTypes,se=y?y.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,ce=`$lit$`,b=`lit$${Math.random().toFixed(9).slice(2)}$`,le=`?`+b,ue=`<${le}>`,x=document,S=()=>x.createComment(``),C=e=>e===null||typeof e!=`object`&&typeof e!=`function`,de=Array.isArray,fe=e=>de(e)||typeof e?.[Symbol.iterator]==`function`,pe=`[ 	
\f\r]`,w=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,me=/-->/g,he=/>/g,T=RegExp(`>|${pe}(?:([^\\s"'>=/]+)(${pe}*=${pe}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),ge=/'/g,_e=/"/g,ve=/^(?:script|style|textarea|title)$/i,ye=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),E=ye(1),be=ye(2),D=Symbol.for(`lit-noChange`),O=Symbol.for(`lit-nothing`),xe=/* @__PURE__ */ new WeakMap,k=x.createTreeWalker(x,129);function Se(e,t){if(!de(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return se===void 0?t:se.createHTML(t)}var Ce=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=w;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===w?c[1]===`!--`?o=me:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=T):(ve.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=T):o=he:o===T?c[0]===`>`?(o=i??w,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?T:c[3]===`"`?_e:ge):o===_e||o===ge?o=T:o===me||o===he?o=w:(o=T,i=void 0);let d=o===T&&e[t+1].startsWith(`/>`)?` `:``;a+=o===w?n+ue:l>=0?(r.push(s),n.slice(0,l)+ce+n.slice(l)+b+d):n+b+(l===-2?t:d)}return[Se(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},we=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=Ce(t,n);if(this.el=e.createElement(l,r),k.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=k.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(ce)){let t=u[o++],n=i.getAttribute(e).split(b),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Ee:r[1]===`?`?De:r[1]===`@`?Oe:M}),i.removeAttribute(e)}else e.startsWith(b)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(ve.test(i.tagName)){let e=i.textContent.split(b),t=e.length-1;if(t>0){i.textContent=y?y.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],S()),k.nextNode(),c.push({type:2,index:++a});i.append(e[t],S())}}}else if(i.nodeType===8){if(i.data===le)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(b,e+1))!==-1;)c.push({type:7,index:a}),e+=b.length-1}}a++}}static createElement(e,t){let n=x.createElement(`template`);return n.innerHTML=e,n}};function A(e,t,n=e,r){if(t===D)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=C(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=A(e,i._$AS(e,t.values),i,r)),t}var Te=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??x).importNode(t,!0);k.currentNode=r;let i=k.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new j(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new ke(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=k.nextNode(),a++)}return k.currentNode=x,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},j=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=O,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=A(this,e,t),C(e)?e===O||e==null||e===``?(this._$AH!==O&&this._$AR(),this._$AH=O):e!==this._$AH&&e!==D&&this._(e):e._$litType$===void 0?e.nodeType===void 0?fe(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==O&&C(this._$AH)?this._$AA.nextSibling.data=e:this.T(x.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=we.createElement(Se(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Te(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=xe.get(e.strings);return t===void 0&&xe.set(e.strings,t=new we(e)),t}k(t){de(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(S()),this.O(S()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=oe(e).nextSibling;oe(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},M=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=O,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(/* @__PURE__ */ new String),this.strings=n):this._$AH=O}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=A(this,e,t,0),a=!C(e)||e!==this._$AH&&e!==D,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=A(this,r[n+o],t,o),s===D&&(s=this._$AH[o]),a||=!C(s)||s!==this._$AH[o],s===O?e=O:e!==O&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===O?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Ee=class extends M{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===O?void 0:e}},De=class extends M{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==O)}},Oe=class extends M{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=A(this,e,t,0)??O)===D)return;let n=this._$AH,r=e===O&&n!==O||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==O&&(n===O||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},ke=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){A(this,e)}},Ae={M:ce,P:b,A:le,C:1,L:Ce,R:Te,D:fe,V:A,I:j,H:M,N:De,U:Oe,B:Ee,F:ke},je=ae.litHtmlPolyfillSupport;je?.(we,j),(ae.litHtmlVersions??=[]).push(`3.3.3`);var Me=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new j(t.insertBefore(S(),e),e,void 0,n??{})}return i._$AI(e),i},Ne=globalThis,N=class extends v{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Me(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return D}};N._$litElement$=!0,N.finalized=!0,Ne.litElementHydrateSupport?.({LitElement:N});var Pe=Ne.litElementPolyfillSupport;Pe?.({LitElement:N}),(Ne.litElementVersions??=[]).push(`4.2.2`);function P(e){return!(`zone`in e)}function F(e){let t=/* @__PURE__ */ new Map;return(...n)=>{let r=JSON.stringify(n),i=t.get(r);return i===void 0&&(i=e(...n),t.set(r,i)),i}}var I=F((e,t)=>new Intl.DateTimeFormat(e,t));function Fe(e){return e.time_format===`system`?void 0:e.language}function Ie(e){return e.time_format===`12`||e.time_format===`24`?e.time_format===`12`:I(Fe(e),{hour:`numeric`}).resolvedOptions().hour12===!0}function L(e,t,n){let r=Ie(n),{minute:i}=R(e,t),a=r&&i===0?{hour:`numeric`}:{hour:r?`numeric`:`2-digit`,minute:`2-digit`};return I(Fe(n),{...a,hourCycle:r?`h12`:`h23`,timeZone:t}).format(e)}var Le={hourCycle:`h23`,year:`numeric`,month:`2-digit`,day:`2-digit`,hour:`2-digit`,minute:`2-digit`};function R(e,t){let n=I(`en-CA`,{...Le,timeZone:t}),r=new Map(n.formatToParts(e).map(e=>[e.type,e.value]));return{date:`${r.get(`year`)}-${r.get(`month`)}-${r.get(`day`)}`,hour:Number(r.get(`hour`)),minute:Number(r.get(`minute`))}}var Re=864e5;function ze(e,t,n,r){let{date:i}=R(e,t);if(i===n)return null;let a=Math.abs(Date.parse(i)-Date.parse(n))/Re;return I(r.language,{timeZone:t,...a<7?{weekday:`long`}:{day:`numeric`,month:`long`}}).format(e)}function Be(e,t,n){return n.some(n=>{let[r,i]=[R(n,e),R(n,t)];return r.date!==i.date||r.hour!==i.hour||r.minute!==i.minute})}function z(){return new Intl.DateTimeFormat().resolvedOptions().timeZone}function Ve(e,t){return I(t.language,{timeZone:e,timeZoneName:`longGeneric`}).formatToParts().find(e=>e.type===`timeZoneName`)?.value??e}function He(e,t,n){let{now:r,next:i}=e.sentence;return[r&&Ue(e,t,n),i&&We(e,t,n)].filter(Boolean).join(n.language.startsWith(`ja`)?``:` `)}function Ue(e,t,n){let{now:r,at:i}=e.sentence;switch(r){case`closed_opens`:return Ge(`config_panel.now.opens`,i??e.opens,e,t,n,()=>t.text(`config_panel.now.closed`));case`stale`:return Ge(`config_panel.now.stale`,e.measured_at,e,t,n,()=>t.text(`config_panel.now.stale`));case`no_typical`:return e.history===`ready`?``:t.text(`config_panel.history.${e.history}`);case null:return``;default:return t.text(`config_panel.now.${r}`)}}function We(e,t,n){let{next:r,at:i}=e.sentence;if(r===null)return``;if(r===`calm_rest`)return t.text(`config_panel.next.calm_rest`);if(i===null)return``;let a=L(new Date(i),e.zone,n);return t.text(`config_panel.next.${r}`,{time:a})}function Ge(e,t,{zone:n,date:r},i,a,o){if(t===null)return o();let s=new Date(t),c=L(s,n,a),l=ze(s,n,r,a);return l===null?i.text(`${e}_at`,{time:c}):i.text(`${e}_on`,{day:l,time:c})}var Ke={inactive:`entity.sensor.status.state.inactive`,stale:`entity.sensor.status.state.stale`,never_measured:`entity.sensor.status.state.never_measured`,not_reported:`entity.sensor.status.state.not_reported`,not_permitted:`entity.sensor.status.state.not_permitted`,awaited:`entity.sensor.status.state.awaited`,unreachable:`entity.sensor.status.state.unreachable`,doubtful:`entity.binary_sensor.doubtful.name`},qe={not_busy:[`entity.sensor.busy_level.state.not_busy`,`thin`],busy:[`entity.sensor.busy_level.state.busy`,`thick`],very_busy:[`entity.sensor.busy_level.state.very_busy`,`filled`]};function Je(e){return e!==void 0&&Object.hasOwn(qe,e)}function Ye(e,t){return t.text(qe[e][0])}function B(e,t){return e===`removed`||e===`not_permitted_here`?t.text(`config_panel.reason.${e}`):t.text(Ke[e])}function Xe(e,t){return e.reason===null?e.is_open===!1?{text:t.text(`entity.binary_sensor.open.state.off`),kind:`dashed`}:e.is_doubtful?{text:t.text(`entity.binary_sensor.doubtful.name`),kind:`dashed`}:e.level===null?null:{text:Ye(e.level,t),kind:qe[e.level][1]}:{text:B(e.reason,t),kind:`dashed`}}function Ze(e,t,n){let r=e.device_id?t.devices[e.device_id]:void 0;return{name:e.name||r?.name_by_user||r?.name||`Occuspace`,pill:null,sentence:n,count:null,percentage:null}}function Qe(e,t,n,r){return P(n)?{...Ze(e,t,r.text(`config_panel.now.${n.reason}`)),pill:{text:B(n.reason,r),kind:`dashed`}}:{name:e.name||n.name,pill:Xe(n,r),sentence:He(n,r,t.locale),count:n.count,percentage:n.percentage}}var $e={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},et=e=>(...t)=>({_$litDirective$:e,values:t}),tt=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},V=et(class extends tt{constructor(e){if(super(e),e.type!==$e.ATTRIBUTE||e.name!==`class`||e.strings?.length>2)throw Error("`classMap()` can only be used in the `class` attribute and must be the only part in the attribute.")}render(e){return` `+Object.keys(e).filter(t=>e[t]).join(` `)+` `}update(e,[t]){if(this.st===void 0){this.st=/* @__PURE__ */ new Set,e.strings!==void 0&&(this.nt=new Set(e.strings.join(` `).split(/\s/).filter(e=>e!==``)));for(let e in t)t[e]&&!this.nt?.has(e)&&this.st.add(e);return this.render(t)}let n=e.element.classList;for(let e of this.st)e in t||(n.remove(e),this.st.delete(e));for(let e in t){let r=!!t[e];r===this.st.has(e)||this.nt?.has(e)||(r?(n.add(e),this.st.add(e)):(n.remove(e),this.st.delete(e)))}return D}}),nt=`important`,rt=` !`+nt,H=et(class extends tt{constructor(e){if(super(e),e.type!==$e.ATTRIBUTE||e.name!==`style`||e.strings?.length>2)throw Error("The `styleMap` directive must be used in the `style` attribute and must be the only part in the attribute.")}render(e){return Object.keys(e).reduce((t,n)=>{let r=e[n];return r==null?t:t+`${n=n.includes(`-`)?n:n.replace(/(?:^(webkit|moz|ms|o)|)(?=[A-Z])/g,`-$&`).toLowerCase()}:${r};`},``)}update(e,[t]){let{style:n}=e.element;if(this.ft===void 0)return this.ft=new Set(Object.keys(t)),this.render(t);for(let e of this.ft)t[e]??(this.ft.delete(e),e.includes(`-`)?n.removeProperty(e):n[e]=null);for(let e in t){let r=t[e];if(r!=null){this.ft.add(e);let t=typeof r==`string`&&r.endsWith(rt);e.includes(`-`)||t?n.setProperty(e,t?r.slice(0,-11):r,t?nt:``):n[e]=r}}return D}}),it=.02,at=36e5;function ot(e,t){let n=e.findLastIndex(e=>e<=t),r=e.at(-1);return r!==void 0&&t.getTime()>=r.getTime()+at?-1:n}function st(e,t){let n=Math.max(...e,0)*it,r=(e,r)=>e>n||r===t;return e.some(e=>e>0)?[Math.max(0,e.findIndex(r)-1),Math.min(e.length-1,e.findLastIndex(r)+1)]:[0,e.length-1]}function ct(e,t){let{hour:n,minute:r}=R(e,t);return r!==0||n%3!=0?0:n%6==0?2:1}function lt(e,t){let n=e.starts.map(e=>new Date(e)),r=ot(n,t),i=(e,t)=>e[t]??null,a=n.map((t,n)=>Math.max(i(e.typical,n)??0,i(e.measured,n)??0,i(e.expected,n)??0,n===r?e.count??0:0)),[o,s]=st(a,r),c=Math.max(...a,1),l=e=>e===null?null:e/c;return{full:e.capacity!==null&&e.capacity>0?ut(e.capacity/c):null,bars:n.slice(o,s+1).map((t,n)=>{let a=o+n,s=a===r;return{start:t,typical:l(i(e.typical,a)),measured:l(i(e.measured,a)),expected:s?null:l(i(e.expected,a)),now:s?l(e.count):null,isNow:s,label:ct(t,e.zone)}})}}function ut(e){return e<=1?e:null}function dt(e,t,n){let{bars:r,full:i}=lt(e,/* @__PURE__ */ new Date),a=r.map(e=>e.start),o=[`typical`,`measured`,`now`,`expected`].filter(e=>r.some(t=>t[e]!==null));return o.length===0?E`<div class="day"></div>`:E`<div class="day">
    <div class="plot" dir="ltr" aria-hidden="true">
      ${i===null?O:E`<div class="full" style=${H(pt(i))}></div>`}
      ${r.map(ft)}
    </div>
    <div class="axis" dir="ltr" aria-hidden="true">
      ${r.map(t=>E`<span class=${V({odd:t.label===1})}
          >${t.label?E`<i>${L(t.start,e.zone,n)}</i>`:O}</span
        >`)}
    </div>
    <div class="legend" aria-hidden="true">
      ${o.map(e=>E`<span class=${e}><i></i>${t.text(`config_panel.legend.${e}`)}</span>`)}
      ${i===null?O:E`<span class="capacity"><i></i>${t.text(`config_panel.legend.full`)}</span>`}
    </div>
    ${Be(e.zone,z(),a)?E`<div class="zone">
          ${t.text(`config_panel.card.zone`,{zone:Ve(e.zone,n)})}
        </div>`:O}</div>`}function ft(e){let t=t=>{let n=e[t];return n===null?O:E`<div class=${t} style=${H(pt(n))}></div>`};return E`
    <div class=${V({hour:!0,current:e.isNow})}>
      ${t(`typical`)}${t(`now`)}${t(`measured`)}${t(`expected`)}
    </div>
  `}function pt(e){return{"block-size":`${Math.round(e*1e3)/10}%`}}var mt=`component.occuspace`,ht=F(e=>new Intl.PluralRules(e));function gt(e,t){return ht(t).select(e)===`one`?`one`:`other`}function _t(e,...t){let n=(e,n)=>{for(let r of t){let t=r(`${mt}.${e}`,n);if(t)return t}return``};return{text:n,plural:(t,r,i)=>n(`${t}_${gt(r,e)}`,i)}}var vt=/* @__PURE__ */ new Map,yt=()=>``;function bt(e){let{language:t}=e,n=vt.get(t);return n===void 0&&(n=e.loadBackendTranslation(`config_panel`,`occuspace`),vt.set(t,n),n.then(e=>{yt=e},()=>vt.delete(t))),n}function U(e){return yt(`${mt}.${e}`)}var W=class extends N{static{this.properties={hass:{attribute:!1},localize:{state:!0},preview:{attribute:!1}}}hassMatters(e,t){return e.connected!==t.connected||e.locale!==t.locale||e.localize!==t.localize||e.language!==t.language}shouldUpdate(e){if(e.size>1||!e.has(`hass`))return!0;let t=e.get(`hass`);return!t||!this.hass||this.hassMatters(t,this.hass)}willUpdate(e){let{hass:t}=this;t&&t.language!==this.loadedLanguage&&(this.loadedLanguage=t.language,bt(t).then(e=>{this.localize=e},()=>{this.loadedLanguage=void 0}))}get texts(){let{hass:e,localize:t}=this;return e&&t?_t(e.language,e.localize,t):null}},xt=5e3,St=6e4,Ct=class{constructor(e,t,n,r){this.delay=xt,this.ended=!1,this.connection=e,this.command=t,this.onEvent=n,this.onFailure=r,this.start()}start(){let e=e=>{this.delay=xt,this.ended||this.onEvent(e)};this.unsubscribe=this.connection.subscribeMessage(e,this.command),this.unsubscribe.catch(()=>{this.unsubscribe=void 0,this.ended||(this.onFailure(),this.timer=setTimeout(()=>this.start(),this.delay),this.delay=Math.min(this.delay*2,St))})}end(){this.ended=!0,clearTimeout(this.timer),this.unsubscribe?.then(e=>e()).catch(()=>{})}},G=class extends W{static{this.properties={...W.properties,event:{state:!0},failed:{state:!0}}}connectedCallback(){super.connectedCallback(),this.requestUpdate()}disconnectedCallback(){super.disconnectedCallback(),this.unsubscribe()}willUpdate(e){super.willUpdate(e);let{command:t,hass:n}=this,r=t?JSON.stringify(t):void 0;r!==this.subscribedTo&&this.unsubscribe(),n?.connected===!1&&(this.event=void 0),n&&t&&!this.subscription&&this.isConnected&&(this.failed=!1,this.subscribedTo=r,this.subscription=new Ct(n.connection,t,e=>{this.failed=!1,this.event=e},()=>{this.failed=!0,this.event=void 0}))}unsubscribe(){this.subscription?.end(),this.subscription=void 0,this.subscribedTo=void 0,this.event=void 0}};function wt(e,t){e.dispatchEvent(new CustomEvent(`hass-more-info`,{bubbles:!0,composed:!0,detail:{entityId:t}}))}var Tt={comma_decimal:[`en-US`,`en`],decimal_comma:[`de`,`es`,`it`],space_comma:[`fr`,`sv`,`cs`],quote_decimal:[`de-CH`]},Et=F((e,t,n,r)=>new Intl.NumberFormat(e===`system`?void 0:Tt[e]??t,{style:n,maximumFractionDigits:r,useGrouping:e!==`none`}));function K(e,t){return Et(t.number_format,t.language,`decimal`,0).format(e)}function Dt(e,t){return Et(t.number_format,t.language,`decimal`,1).format(e)}function q(e,t,n=0){return Et(t.number_format,t.language,`percent`,n).format(e/100)}function Ot(e,t){let n=e=>e==null?``:K(e,t);return e.starts.map((r,i)=>{let[a,o]=[n(e.low[i]),n(e.high[i])],s=n(e.typical[i]);return{hour:L(new Date(r),e.zone,t),typical:s&&a&&o?`${s} (${a}–${o})`:s,measured:n(e.measured[i]),expected:n(e.expected[i])}}).filter(e=>e.typical||e.measured||e.expected)}function kt(e,t,n,r){return E`
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
        ${Ot(e,r).map(e=>E`
            <tr>
              <th scope="row">${e.hour}</th>
              <td>${e.typical}</td>
              <td>${e.measured}</td>
              <td>${e.expected}</td>
            </tr>
          `)}
      </tbody>
    </table>
  `}var At=1e3,jt=60*At,Mt=12*At,Nt=3*jt,Pt=jt;5*jt;function Ft(e,t,n){let r=Math.max(1,Math.ceil(e.length/8)),i=n?0:Math.floor(Math.max(0,t)/Mt)%r;return{rows:e.slice(i*8,(i+1)*8),number:i+1,pages:r}}var It=[[0,0],[1,0],[1,1],[0,1],[-1,1],[-1,0],[-1,-1],[0,-1],[1,-1]];function Lt(e){return It[Math.floor(Math.max(0,e)/Nt)%It.length]??It[0]}var Rt=class{constructor(){this.lastGood=null,this.isGood=!1}update(e,t){(e||this.isGood)&&(this.lastGood=t),this.isGood=e}since(e){return this.isGood||this.lastGood===null||e-this.lastGood<Pt?null:new Date(this.lastGood)}};function zt(e,t,n,r){return e===null?``:n.text(`config_panel.kiosk.as_of`,{time:L(new Date(e),t,r)})}function Bt(e,t,n,r,i){let a=L(e,n,i),o=ze(e,n,R(t,n).date,i);return o===null?r.text(`config_panel.kiosk.lost_at`,{time:a}):r.text(`config_panel.kiosk.lost_on`,{day:o,time:a})}var Vt=4e3,Ht=4e3,Ut=class{constructor(e){this.outage=new Rt,this.isActive=!1,this.startedAt=Date.now(),this.leftAt=null,this.leave=()=>{this.leftAt=Date.now(),this.host.requestUpdate()},this.onPointer=()=>{let e=this.isPointerShown;clearTimeout(this.pointerTimer),this.pointerTimer=setTimeout(()=>{this.pointerTimer=void 0,this.host.requestUpdate()},Ht),e||this.host.requestUpdate()},this.keepAwake=async()=>{if(document.visibilityState===`visible`&&`wakeLock`in navigator)try{let e=await navigator.wakeLock.request(`screen`);this.isActive?this.lock=e:await e.release()}catch{}},this.host=e,e.addController(this)}get isLeft(){return this.leftAt!==null&&Date.now()-this.leftAt<3e5}get elapsed(){return Date.now()-this.startedAt}get isPointerShown(){return this.pointerTimer!==void 0}hostUpdated(){if(!this.host.isConnected)return;this.host.isKiosk!==this.isActive&&(this.isActive?this.stop():this.start());let{dialog:e}=this;e&&!e.open&&(e.showModal(),e.focus())}hostDisconnected(){this.dialog?.close(),this.stop()}get dialog(){return this.host.renderRoot.querySelector(`dialog`)}start(){this.isActive=!0,this.startedAt=Date.now(),this.timer=setInterval(()=>this.host.requestUpdate(),Vt),document.addEventListener(`visibilitychange`,this.keepAwake),this.keepAwake()}stop(){this.isActive=!1,clearInterval(this.timer),clearTimeout(this.pointerTimer),this.pointerTimer=void 0,document.removeEventListener(`visibilitychange`,this.keepAwake),this.lock?.release().catch(()=>{}),this.lock=void 0}};function Wt(e,t,n,r,i){let[a,o]=Lt(r.elapsed);return E`
    <dialog
      tabindex="-1"
      class=${V({pointer:r.isPointerShown})}
      aria-label=${e}
      @cancel=${r.leave}
      @pointermove=${r.onPointer}
      @pointerdown=${r.onPointer}
    >
      <div class="screen" style=${H({translate:`${a}vmin ${o}vmin`})}>
        ${t}
        <div class="foot">${n}</div>
      </div>
      <button type="button" class="leave" @click=${r.leave}>
        ${i.text(`config_panel.kiosk.leave`)}
      </button>
    </dialog>
  `}function Gt(e){return[...e].reduce((e,t)=>e+(t>`⺀`?2:1),0)}function Kt(e,t,n){let{count:r,percentage:i}=e;return E`
    <div id="value">
      <span class="count">${r===null?`–`:K(r,n)}</span>
      <span class="unit">${t.plural(`config_panel.card.people`,r??2)}${i===null?O:E` · ${q(i,n)}`}</span>
    </div>
  `}function qt(e){let{config:t,hass:n,texts:r,last:i,otherwise:a,kiosk:o}=e,{locale:s}=n,c=/* @__PURE__ */ new Date,l=o.outage.since(c.getTime()),u=i?.zone??z(),d=l?void 0:e.day,f=d&&!P(d)?d:void 0,p=l?Bt(l,c,u,r,s):``,m=d?Qe(t,n,d,r):(p?null:a)??Ze(t,n,p);return Wt(m.name,E`
      <h1 class=${Gt(m.name)>44?`long`:``}><bdi>${m.name}</bdi></h1>
      ${m.pill?E`<div class="word ${m.pill.kind}">${m.pill.text}</div>`:O}
      ${Kt(m,r,s)}
      <div class="says"><bdi>${m.sentence}</bdi></div>
      ${f?E`${dt(f,r,s)}${kt(f,m.name,r,s)}`:E`<div class="day"></div>`}
    `,f?.count==null?``:zt(f.measured_at,f.zone,r,s),o,r)}var Jt=o`
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
  .says {
    word-break: auto-phrase;
    text-wrap: pretty;
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
`,Yt=`occuspace`,Xt=[`count`,`percentage`,`free_capacity`,`capacity`,`busy_level`];function J(e){return e.identifiers.find(([e])=>e===Yt)?.[1]??null}function Zt(e){return Qt(e,Xt)}function Qt(e,t){let n=new Set(t),r=/* @__PURE__ */ new Map;for(let t of Object.values(e)){let{device_id:e,translation_key:i}=t;if(t.platform===Yt&&e&&i&&n.has(i)){let n=r.get(e)??{};n[i]=t.entity_id,r.set(e,n)}}return r}function $t(e){if(e===void 0||e.trim()===``)return null;let t=Number(e);return Number.isFinite(t)?t:null}function en(e){let t=Zt(e.entities),n=null;for(let r of Object.values(e.devices)){if(J(r)===null)continue;let i=t.get(r.id)?.count;if(i&&$t(e.states[i]?.state)!==null)return r.id;n??=r.id}return n}function tn(e,t){let n=e.entities[t];if(n?.platform!==Yt||!n.device_id)return null;let r=e.devices[n.device_id];return r&&J(r)!==null?r.id:null}function nn(e,t){return Object.values(e.devices).some(e=>e.via_device_id===t&&J(e)!==null)}var rn={name:`device_id`,required:!0,selector:{device:{filter:[{integration:`occuspace`}]}}},an={name:`name`,selector:{text:{}}};function on(e,t){let n=en(t);return{type:e,...n&&{device_id:n}}}function sn(e,t,n){let r=tn(t,n);return r===null?null:{config:{type:e,device_id:r}}}var cn=o`
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
    word-break: auto-phrase;
    text-wrap: pretty;
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
`,ln=`custom:occuspace-card`,un=class extends G{constructor(...e){super(...e),this.kiosk=new Ut(this)}static{this.styles=[cn,Jt]}static{this.properties={...G.properties,config:{state:!0}}}static getConfigForm(){return{schema:[rn,an,{name:`kiosk`,selector:{boolean:{}}}],computeLabel:({name:e})=>U(`config_panel.card.field.${e}`)||e}}static getStubConfig(e){return on(ln,e)}static getEntitySuggestion(e,t){return sn(ln,e,t)}setConfig(e){this.config=e}getCardSize(){return 4}getGridOptions(){return{columns:12,rows:4,min_columns:6,min_rows:3}}get isKiosk(){return this.config?.kiosk===!0&&!this.preview&&!this.kiosk.isLeft}get command(){let e=this.config?.device_id;return e?{type:`occuspace/day`,device_id:e}:null}willUpdate(e){super.willUpdate(e);let t=this.event!==void 0&&this.event.reason!==`unreachable`;this.kiosk.outage.update(t,Date.now()),t&&(this.last=this.event&&!P(this.event)?this.event:void 0)}unsubscribe(){super.unsubscribe(),this.last=void 0}render(){let{config:e,hass:t,texts:n}=this;if(!e||!t)return O;if(this.isKiosk)return n?qt({config:e,hass:t,texts:n,day:this.event??this.last,last:this.last,otherwise:this.head(e,t,n,void 0),kiosk:this.kiosk}):O;let r=n&&this.head(e,t,n,this.event);if(!n||!r)return dn();let i=e.device_id&&t.connected&&!this.failed&&this.event&&!P(this.event)?this.event:void 0;return this.renderCard(r,n,t.locale,i)}head(e,t,n,r){let i=r=>Ze(e,t,n.text(`config_panel.card.${r}`));return e.device_id?t.connected?this.failed?i(`waiting`):r?Qe(e,t,r,n):null:i(`disconnected`):i(`choose`)}renderCard(e,t,n,r){return E`
      <ha-card>
        ${r?.entity_id?E`<button
              type="button"
              title=${e.name}
              aria-labelledby="name"
              aria-describedby="level value sentence"
              @click=${()=>r.entity_id&&wt(this,r.entity_id)}
            ></button>`:O}
        <div class="content">
          <div class="title">
            <span id="name"><bdi>${e.name}</bdi></span>
            ${e.pill?E`<span id="level" class="pill ${e.pill.kind}">${e.pill.text}</span>`:O}
          </div>
          ${r?Kt(e,t,n):O}
          <div id="sentence"><bdi>${e.sentence}</bdi></div>
          ${r?dt(r,t,n):O}
        </div>
        ${r?kt(r,e.name,t,n):O}
      </ha-card>
    `}};function dn(){return E`
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
  `}var fn=24,pn=[`free`,`utilization`,`name`],mn=/* @__PURE__ */ new Set([`inactive`,`never_measured`]);function hn(e){return e.name_by_user||e.name||``}function gn(e,t){if(e.name_by_user)return e.name_by_user;let n=e.name??``,r=t?.name;return r&&n.startsWith(`${r} `)&&(n=n.slice(r.length+1)),n.replace(/^\d+_(?=\S)/,``)}function _n(e,t,n){let r=Object.values(e).filter(e=>J(e)!==null),i=new Set(r.map(e=>e.id)),a=/* @__PURE__ */ new Map;for(let e of r){let t=e.via_device_id,n=t&&i.has(t)&&t!==e.id?t:null;a.set(n,[...a.get(n)??[],e])}let o=(n,r)=>{let i={deviceId:n.id,name:gn(n,r?e[r.deviceId]:void 0),path:r?`${r.path} › ${hn(n)}`:hn(n),parent:r,children:[],entities:t.get(n.id)??{}};return i.children=(a.get(n.id)??[]).map(e=>o(e,i)),i};return(n===void 0?a.get(null)??[]:r.filter(e=>e.id===n)).map(e=>o(e,null))}function vn(e){return e.flatMap(e=>[...Object.values(e.entities),...vn(e.children)])}function yn(e,t,n){let r=n?.r??null,i=e=>e===void 0||r===`doubtful`?null:$t(t[e]?.state),{entities:a}=e,o=i(a.count),s=i(a.capacity),c=o===null||s===null?null:Math.max(0,s-o);return{count:o,percentage:i(a.percentage),free:i(a.free_capacity)??c,reason:r}}function bn(e,t,n,r){let i=new Intl.Collator(r,{numeric:!0}),a=e=>{let{free:r,percentage:i}=n(e);return t===`free`?r:i};return[...e].sort((e,n)=>{if(t!==`name`){let[t,r]=[a(e),a(n)];if(t===null||r===null){if(t!==r)return t===null?1:-1}else if(t!==r)return r-t}return i.compare(e.name,n.name)})}var xn=e=>`folded:${e}`;function Sn(e,t){let{count:n,reason:r}=t.figures(e);return n===null&&mn.has(r)&&e.children.every(e=>Sn(e,t))}function Cn(e,t){let n=[],r=(e,r,a)=>{let o=bn(e,t.sort,t.figures,t.language),s=o.filter(e=>Sn(e,t)),c=o.filter(e=>!s.includes(e)),l=c.length+ +(s.length>0);if(c.forEach((e,t)=>{i(e,r,t+1,l)}),s.length>0){let e=xn(a),o=t.isExpanded(e,r),c=l;n.push({key:e,level:r,position:c,siblings:l,expanded:o,folded:s.length}),o&&s.forEach((e,t)=>{i(e,r+1,t+1,s.length)})}},i=(e,i,a,o)=>{let s=e.deviceId,c=e.children.length>0?t.isExpanded(s,i):null;n.push({key:s,level:i,position:a,siblings:o,expanded:c,place:e}),c&&r(e.children,i+1,s)};return r(e,1,``),n}function wn({t:e,f:t=0}){return e&&Array.from({length:fn},(n,r)=>e[r-t]??null)}function Tn(e,t,n){if(e===null)return``;let r=Math.max(...e.map(e=>e??0),1),i=t/Math.max(e.length-1,1),a=e=>Math.round(e*10)/10,o=``,s=!1;return e.forEach((e,t)=>{e===null?s=!1:(o+=`${s?`L`:`M`}${a(t*i)} ${a(n*(1-e/r))}`,s=!0)}),o}function En(e,t,n){let r=t[n];if(r===void 0)return null;let i=e=>t[e]===void 0||e===n?null:{focus:e};switch(e){case`ArrowDown`:return i(n+1);case`ArrowUp`:return i(n-1);case`Home`:return i(0);case`End`:return i(t.length-1);case`ArrowRight`:return r.expanded===!1?{toggle:r.key}:r.expanded?i(n+1):null;case`ArrowLeft`:return r.expanded?{toggle:r.key}:i(t.findLastIndex((e,t)=>t<n&&e.level<r.level));default:return null}}function Dn(e){return e.flatMap(e=>e.children.length>0?Dn(e.children):[e])}function On(e){return Qt(e,[`open`,`doubtful`,`is_active`])}function kn(e,t,n){let r=(e,r,i)=>{let a=t.get(e.deviceId)?.[r];return a!==void 0&&n[a]?.state===i},i=e.filter(e=>!r(e,`open`,`off`)&&!r(e,`doubtful`,`on`)&&!r(e,`is_active`,`off`)).map(e=>({place:e,figures:yn(e,n)})),a=(e,t=i)=>{let n=null;for(let r of t){let t=e(r.figures),i=n&&e(n.figures);t!==null&&(i===null||t>i)&&(n=r)}return n},o=e=>e===null?null:-e,s=a(({percentage:e})=>o(e)),c=i.filter(({figures:e})=>s&&e.percentage===s.figures.percentage),l=a(({percentage:e})=>e||null),u=a(({free:e})=>e,c)??s;return{mostRoom:a(({free:e})=>e||null),quietest:u===l?null:u,busiest:l,unknown:i.filter(({figures:e})=>e.count===null).length}}var An=o`
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
`,jn=class extends W{constructor(...e){super(...e),this.places=[],this.cautions=/* @__PURE__ */ new Map,this.read=[]}static{this.styles=An}static{this.properties={...W.properties,config:{state:!0}}}setConfig(e){this.config=e}getCardSize(){return 4}getGridOptions(){return{columns:12,rows:`auto`,min_columns:6}}hassMatters(e,t){return super.hassMatters(e,t)||e.devices!==t.devices||e.entities!==t.entities||this.read.some(n=>e.states[n]!==t.states[n])}willUpdate(e){super.willUpdate(e);let{hass:t,config:n}=this,r=e.get(`hass`);if(t&&n&&(e.has(`config`)||r?.devices!==t.devices||r.entities!==t.entities)){let e=Zt(t.entities);this.places=Dn(_n(t.devices,e,n.device_id)),this.cautions=On(t.entities),this.read=this.places.flatMap(({deviceId:e,entities:t})=>[...Object.values(t),...Object.values(this.cautions.get(e)??{})])}}render(){let{hass:e,config:t,texts:n}=this;if(!e||!t||!n)return O;if(!e.connected)return E`<ha-card>
        <div class="note">${n.text(`config_panel.card.disconnected`)}</div>
      </ha-card>`;let r=kn(this.places,this.cautions,e.states);return E`<ha-card>${this.renderBest(r,n,e)}</ha-card>`}renderBest(e,t,n){let{mostRoom:r,quietest:i,busiest:a,unknown:o}=e,s=({figures:e})=>q(e.percentage??0,n.locale);return!r&&!i&&!a?E`<div class="note">${t.text(`config_panel.best.none`)}</div>`:E`
      ${this.renderRow(`config_panel.best.roomiest`,r,({figures:e})=>t.plural(`config_panel.best.free`,e.free??0,{count:K(e.free??0,n.locale)}),t)}
      ${this.renderRow(`config_panel.best.quietest`,i,s,t)}
      ${this.renderRow(`config_panel.best.busiest`,a,s,t)}
      ${o>0?E`<div class="note">
            ${t.plural(`config_panel.best.unknown`,o,{count:K(o,n.locale)})}
          </div>`:O}
    `}renderRow(e,t,n,r){if(t===null)return O;let{place:i}=t,a=Mn(i);return E`
      <button
        @click=${()=>{let e=i.entities.count??i.entities.percentage;e&&wt(this,e)}}
      >
        <span class="label">${r.text(e)}</span>
        <span>
          <bdi class="name">${i.name}</bdi>
          ${a?E`<bdi class="where">${a}</bdi>`:O}
        </span>
        <span class="value">${n(t)}</span>
      </button>
    `}};function Mn({parent:e}){if(!e?.parent)return``;let t=Mn(e);return t?`${t} › ${e.name}`:e.name}function Nn(e){try{let t=JSON.parse(sessionStorage.getItem(e)??`[]`);return Array.isArray(t)?t.map(String):[]}catch{return[]}}function Pn(e,t){try{sessionStorage.setItem(e,JSON.stringify([...t]))}catch{}}var{I:Fn}=Ae,In=e=>e,Ln=()=>document.createComment(``),Y=(e,t,n)=>{let r=e._$AA.parentNode,i=t===void 0?e._$AB:t._$AA;if(n===void 0)n=new Fn(r.insertBefore(Ln(),i),r.insertBefore(Ln(),i),e,e.options);else{let t=n._$AB.nextSibling,a=n._$AM,o=a!==e;if(o){let t;n._$AQ?.(e),n._$AM=e,n._$AP!==void 0&&(t=e._$AU)!==a._$AU&&n._$AP(t)}if(t!==i||o){let e=n._$AA;for(;e!==t;){let t=In(e).nextSibling;In(r).insertBefore(e,i),e=t}}}return n},X=(e,t,n=e)=>(e._$AI(t,n),e),Rn={},zn=(e,t=Rn)=>e._$AH=t,Bn=e=>e._$AH,Vn=e=>{e._$AR(),e._$AA.remove()},Hn=(e,t,n)=>{let r=/* @__PURE__ */ new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},Un=et(class extends tt{constructor(e){if(super(e),e.type!==$e.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[t,n,r]){let i=Bn(e),{values:a,keys:o}=this.dt(t,n,r);if(!Array.isArray(i))return this.ut=o,a;let s=this.ut??=[],c=[],l,u,d=0,f=i.length-1,p=0,m=a.length-1;for(;d<=f&&p<=m;)if(i[d]===null)d++;else if(i[f]===null)f--;else if(s[d]===o[p])c[p]=X(i[d],a[p]),d++,p++;else if(s[f]===o[m])c[m]=X(i[f],a[m]),f--,m--;else if(s[d]===o[m])c[m]=X(i[d],a[m]),Y(e,c[m+1],i[d]),d++,m--;else if(s[f]===o[p])c[p]=X(i[f],a[p]),Y(e,i[d],i[f]),f--,p++;else if(l===void 0&&(l=Hn(o,p,m),u=Hn(s,d,f)),l.has(s[d])){if(l.has(s[f])){let t=u.get(o[p]),n=t===void 0?null:i[t];if(n===null){let t=Y(e,i[d]);X(t,a[p]),c[p]=t}else c[p]=X(n,a[p]),Y(e,i[d],n),i[t]=null;p++}else Vn(i[f]),f--}else Vn(i[d]),d++;for(;p<=m;){let t=Y(e,c[m+1]);X(t,a[p]),c[p++]=t}for(;d<=f;){let e=i[d++];e!==null&&Vn(e)}return this.ut=o,zn(e,c),D}});function Wn(e){let[t]=e;return e.length===1&&t&&t.children.length>0?t.children:e}function Gn(e,{count:t,reason:n},r,i,a,o){let{deviceId:s,name:c,entities:l}=e,u=l.busy_level&&r[l.busy_level]?.state;return t===null?{id:s,name:c,word:n?B(n,a):a.text(`config_panel.tree.unknown`),isKnown:!1}:i?.o===!1?{id:s,name:c,word:a.text(`entity.binary_sensor.open.state.off`),isKnown:!1}:{id:s,name:c,word:Je(u)?Ye(u,a):`${K(t,o)} ${a.plural(`config_panel.card.people`,t)}`,isKnown:!0}}var Kn=4;function qn(e){let{hass:t,texts:n,kiosk:r}=e,{locale:i,language:a,states:o}=t,s=/* @__PURE__ */ new Date,c=r.outage.since(s.getTime()),l=t=>e.overview.get(t.deviceId),u=e=>yn(e,o,l(e)),d=bn(Wn(e.places),e.sort,u,a),f=matchMedia(`(prefers-reduced-motion: reduce)`).matches,p=Ft(d,r.elapsed,f),m=p.rows.map(e=>{let t=Gn(e,u(e),o,l(e),n,i);return c?{...t,word:`–`,isKnown:!1}:t}),h=n.text(`config_panel.tree.label`),g=p.pages>1&&!f?`${p.number} / ${p.pages}`:``,ee=e.zone??z(),te=c?Bt(c,s,ee,n,i):``;return Wt(h,E`${te?E`<div class="says lost">${te}</div>`:O}
      ${Jn(m,p.pages>1?8:m.length,h,n)}`,g,r,n)}function Jn(e,t,n,r){return e.length===0?E`<div class="says">${r.text(`config_panel.tree.empty`)}</div>`:E`
    <ul
      aria-label=${n}
      class=${V({few:t<=Kn})}
      style=${H({"--rows":String(t)})}
    >
      ${Un(e,e=>e.id,e=>E`
          <li class=${V({long:Gt(e.name)>40})}>
            <bdi>${e.name}</bdi>
            <span class=${e.isKnown?``:`unknown`}>${e.word}</span>
          </li>
        `)}
    </ul>
  `}var Yn=o`
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
    .bar {
      inline-size: 52px;
    }
    .value {
      inline-size: 80px;
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
`;function Xn(){return{schema:[{name:`device_id`,selector:{device:{filter:[{integration:`occuspace`}]}}},{name:`sort`,selector:{select:{options:pn.map(e=>({value:e,label:U(`config_panel.tree.sort.${e}`)||e})),mode:`dropdown`}}},{name:`kiosk`,selector:{boolean:{}}}],computeLabel:({name:e})=>U(`config_panel.tree.field.${e}`)||e}}function Zn(e,{count:t,percentage:n,reason:r},i,a,o){return E`
    <span class="name"><bdi>${e}</bdi></span>
    <svg viewBox="0 -1 ${60} ${20}" aria-hidden="true">
      ${i?be`<path d=${i} />`:O}
    </svg>
    ${Qn(t,n)}
    <span class="value">${t===null?E`<span>${r?B(r,a):a.text(`config_panel.tree.unknown`)}</span>`:E`<b>${K(t,o)}</b
            ><span class="hidden"> ${a.plural(`config_panel.card.people`,t)}</span>${n===null?O:E` <span class="percent">${q(n,o)}</span>`}`}</span>
  `}function Qn(e,t){if(e===null)return E`<div class="bar unknown" aria-hidden="true"></div>`;if(t===null)return E`<div aria-hidden="true"></div>`;let n=`${Math.min(100,Math.max(0,Math.round(t)))}%`;return E`
    <div class=${t>100?`bar over`:`bar`} aria-hidden="true">
      <div style=${H({"inline-size":n})}></div>
    </div>
  `}function $n(e,t,n){return(n===1&&!t.startsWith(xn(``)))!==e.has(t)}function er(e,t){let n=new Set(e);return n.delete(t)||n.add(t),n}function tr(e,{locations:t,reason:n}){let r=new Map(n?[]:e);for(let[e,n]of Object.entries(t??{}))n===null?r.delete(e):r.set(e,n);return r}function nr(e){return[...e.values()].some(e=>e.r!==`unreachable`)}function rr(e){let t=`place`in e?e.place.entities.count:void 0;return t?{details:t}:e.expanded===null?null:{toggle:e.key}}var ir={ArrowLeft:`ArrowRight`,ArrowRight:`ArrowLeft`};function ar(e,t,n,r){if(e.ctrlKey||e.metaKey||e.altKey)return null;let i=r&&ir[e.key]||e.key;return i===`Enter`||i===` `?rr(n):En(i,t,t.indexOf(n))}function or({key:e,ctrlKey:t,metaKey:n,altKey:r}){return!(t||n||r)&&(e===`Enter`||e===` `)}function sr(e){return E`<ha-card aria-busy="true" class="loading">
    ${Array.from({length:e},()=>E`<div class="row"><i></i><div class="name"></div></div>`)}
  </ha-card>`}function cr(e){let{lines:t,texts:n}=e;return t.length===0?E`<ha-card>
      <div class="message">${n.text(`config_panel.tree.empty`)}</div>
    </ha-card>`:E`
    <ha-card>
      <label class="sort">
        ${n.text(`config_panel.tree.sort.label`)}
        <select
          @change=${t=>e.onSort(t.target.value)}
        >
          ${pn.map(t=>E`<option value=${t} ?selected=${t===e.sort}>
              ${n.text(`config_panel.tree.sort.${t}`)}
            </option>`)}
        </select>
      </label>
      <div role="tree" aria-label=${n.text(`config_panel.tree.label`)}>
        ${Un(t,e=>e.key,t=>lr(t,e))}
      </div>
    </ha-card>
  `}function lr(e,t){let{texts:n,locale:r}=t;return E`
    <div
      class="row"
      role="treeitem"
      style=${H({"--level":String(e.level)})}
      tabindex=${e.key===t.focused?0:-1}
      aria-level=${e.level}
      aria-posinset=${e.position}
      aria-setsize=${e.siblings}
      aria-expanded=${e.expanded??O}
      title=${`place`in e?e.place.path:O}
      @click=${()=>t.onSelect(e)}
      @keydown=${n=>t.onKey(n,e)}
    >
      ${e.expanded===null?E`<span></span>`:E`<span
            class="toggle"
            aria-hidden="true"
            @click=${n=>{n.stopPropagation(),t.onToggle(e)}}
          ></span>`}
      ${`place`in e?Zn(e.place.name,t.figures(e.place),t.sparkline(e.place),n,r):E`<bdi class="folded">
            ${n.plural(`config_panel.tree.not_counting`,e.folded,{count:K(e.folded,r)})}
          </bdi>`}
    </div>
  `}var ur=class extends W{static{this.styles=[Yn,Jt]}static{this.properties={...W.properties,config:{state:!0},overview:{state:!0},sort:{state:!0},toggled:{state:!0},focused:{state:!0}}}constructor(){super(),this.places=[],this.lines=[],this.shown=[],this.locations=/* @__PURE__ */ new Map,this.paths=/* @__PURE__ */ new WeakMap,this.kiosk=new Ut(this),this.overview=/* @__PURE__ */ new Map,this.toggled=/* @__PURE__ */ new Set,this.sort=`free`}static getConfigForm(){return Xn()}static getStubConfig(){return{type:`custom:occuspace-tree-card`}}static getEntitySuggestion(e,t){let n=tn(e,t);return n===null||!nn(e,n)?null:{config:{type:`custom:occuspace-tree-card`,device_id:n}}}setConfig(e){let t=this.config;this.config=e,t&&t.device_id===e.device_id&&t.sort===e.sort||(this.unsubscribe(),this.toggled=new Set(Nn(this.storageKey)),this.sort=pn.find(t=>t===e.sort)??`free`,this.places=[])}getCardSize(){return Math.max(3,this.lines.length)}getGridOptions(){return{columns:12,rows:`auto`,min_columns:4}}get isKiosk(){return this.config?.kiosk===!0&&!this.preview&&!this.kiosk.isLeft}connectedCallback(){super.connectedCallback(),this.requestUpdate()}disconnectedCallback(){super.disconnectedCallback(),this.unsubscribe()}unsubscribe(){this.subscription?.end(),this.subscription=void 0,this.locations=/* @__PURE__ */ new Map,this.overview=/* @__PURE__ */ new Map}get storageKey(){return`occuspace-tree-card:${this.config?.device_id??``}`}hassMatters(e,t){return super.hassMatters(e,t)||e.devices!==t.devices||e.entities!==t.entities||this.shown.some(n=>e.states[n]!==t.states[n])}willUpdate(e){super.willUpdate(e);let{hass:t,config:n}=this;if(!t||!n)return;let r=e.get(`hass`);if(e.has(`config`)||e.has(`hass`)&&(r?.devices!==t.devices||r.entities!==t.entities)){let e=Zt(t.entities);this.places=_n(t.devices,e,n.device_id),this.shown=vn(this.places)}!this.subscription&&this.isConnected&&this.subscribe(t,n),this.lines=Cn(this.places,{sort:this.sort,language:t.language,isExpanded:(e,t)=>$n(this.toggled,e,t),figures:e=>this.figures(e,t)}),this.kiosk.outage.update(t.connected&&nr(this.overview),Date.now()),this.lines.some(e=>e.key===this.focused)||(this.focused=this.lines[0]?.key)}subscribe(e,t){this.subscription=new Ct(e.connection,{type:`occuspace/overview`,...t.device_id&&{device_id:t.device_id}},e=>{this.zone=e.zone??this.zone,this.locations=tr(this.locations,e),this.overview=new Map([...this.locations.values()].map(e=>[e.d,e]))},()=>{})}figures(e,t){return yn(e,t.connected?t.states:{},this.overview.get(e.deviceId))}toggle(e){this.toggled=er(this.toggled,e),Pn(this.storageKey,this.toggled)}perform(e){e!==null&&(`details`in e?wt(this,e.details):`toggle`in e?this.toggle(e.toggle):(this.focused=this.lines[e.focus]?.key,this.updateComplete.then(()=>this.renderRoot.querySelector(`[tabindex="0"][role]`)?.focus())))}onKey(e,t){let n=getComputedStyle(this).direction===`rtl`,r=ar(e,this.lines,t,n);(r!==null||or(e))&&e.preventDefault(),this.perform(r)}render(){let{hass:e,config:t,texts:n}=this;if(!e||!t)return O;if(this.isKiosk){let{places:t,sort:r,overview:i,zone:a,kiosk:o}=this;return n?qn({places:t,sort:r,overview:i,zone:a,kiosk:o,hass:e,texts:n}):O}return n?cr({lines:this.lines,sort:this.sort,focused:this.focused,texts:n,locale:e.locale,figures:t=>this.figures(t,e),sparkline:e=>this.pathOf(e),onSort:e=>{this.sort=e},onSelect:e=>{this.focused=e.key,this.perform(rr(e))},onToggle:e=>{this.focused=e.key,this.toggle(e.key)},onKey:(e,t)=>this.onKey(e,t)}):sr(this.lines.length)}pathOf(e){let t=this.overview.get(e.deviceId);if(!t)return``;let n=this.paths.get(t);return n===void 0&&(n=Tn(wn(t),60,18),this.paths.set(t,n)),n}},dr=6e4,fr=60*dr,pr=1440,mr=10*dr,hr=F(e=>new Intl.DateTimeFormat(e,{month:`long`,timeZone:`UTC`})),gr=F(e=>new Intl.DateTimeFormat(e,{day:`numeric`,month:`short`,year:`numeric`,timeZone:`UTC`})),_r=F(e=>new Intl.NumberFormat(e,{style:`unit`,unit:`minute`,unitDisplay:`long`}));function vr(e){return e.reason===null}function yr(e,t,n){if(!vr(e))return``;let{dwell_time:r}=e,i=!n.language.startsWith(`ja`);return[e.visitors!==null&&br(e,e.visitors,t,n),r!==null&&t.text(`config_panel.visitors.dwell_time`,{duration:(e=>{let t=_r(n.language).format(e);return i?t:t.replace(/\s/g,``)})(r)})].filter(Boolean).join(i?` `:``)}function br({start:e,change:t,is_whole_month:n},r,i,a){let o={month:xr(e,a.language),visitors:i.plural(`config_panel.visitors.count`,r,{count:K(r,a)})},s=n?`month`:`so_far`;if(t===null)return i.text(`config_panel.visitors.${s}_alone`,o);let c=q(Math.abs(t),a),l=t===0?`same`:t>0?`more`:`fewer`;return i.text(`config_panel.visitors.${s}_${l}`,{...o,percentage:c})}function xr(e,t){let[n=``,...r]=hr(t).format(new Date(e));return n.toLocaleUpperCase(t)+r.join(``)}function Sr(e,t,{language:n}){if(!vr(e))return``;let r=(e,t)=>gr(n).formatRange(new Date(e),new Date(t)),i=r(e.start,e.end);return e.change===null?i:t.text(`config_panel.visitors.compared`,{days:i,days_last_year:r(e.start_last_year,e.end_last_year)})}function Cr(e,t){if(!e||!vr(e)||e.visitors===null&&e.history!==`none`)return mr;let{date:n,hour:r,minute:i}=R(t,e.zone);if(n!==e.date)return mr;let a=(pr-r*60-i+1)*dr;return Math.min(a,fr)}var wr=class extends W{constructor(...e){super(...e),this.connectedWhileHidden=!0}static{this.styles=o`
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
  `}static{this.properties={...W.properties,config:{state:!0},visitors:{state:!0}}}setConfig(e){this.config=e,this.visitors=void 0}getCardSize(){return 1}getGridOptions(){return{columns:12,rows:`auto`,min_columns:6}}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.hass&&this.ask(this.hass)}disconnectedCallback(){super.disconnectedCallback(),this.stop()}willUpdate(e){super.willUpdate(e);let{hass:t,config:n}=this,r=e.get(`hass`);t?.connected&&n&&(e.has(`config`)||e.has(`hass`)&&(!r?.connected||r.connection!==t.connection))&&this.ask(t)}updated(){let e=this.sentence()===``;this.hidden!==e&&(this.hidden=e,this.dispatchEvent(new CustomEvent(`card-visibility-changed`,{bubbles:!0,composed:!0,detail:{value:!e}})))}render(){let{hass:e,visitors:t,texts:n}=this,r=this.sentence();return!e||!t||!n||!r?O:E`<ha-card>
      <p>${r}</p>
      <p class="days">${Sr(t,n,e.locale)}</p>
    </ha-card>`}sentence(){let{hass:e,visitors:t,texts:n}=this;return e&&t&&n?yr(t,n,e.locale):``}stop(){clearTimeout(this.timer),this.timer=void 0,this.asked=void 0}ask(e){this.stop();let t=Symbol();this.asked=t;let n=e=>{this.asked===t&&(e&&e.reason!==`unreachable`&&(this.visitors=e),this.timer=setTimeout(()=>{this.hass?.connected&&this.ask(this.hass)},Cr(e,/* @__PURE__ */ new Date)))};e.connection.sendMessagePromise({type:`occuspace/visitors`,device_id:this.config?.device_id??null}).then(n,()=>n(null))}},Tr=o`
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
    inline-size: calc(100% + 4px);
    margin: 6px -2px;
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
    unicode-bidi: plaintext;
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
`,Er=Date.UTC(2024,0,1),Dr=36e5,Or=24*Dr,kr=F((e,t)=>new Intl.DateTimeFormat(e,{...t,timeZone:`UTC`}));function Ar(e,t,n){return kr(n.language,{weekday:t}).format(Er+e*Or)}function jr(e,t){return L(new Date(Er+e*Dr),`UTC`,t)}function Mr(e,t){return kr(t.language,{day:`numeric`,month:`short`,year:`numeric`}).formatRange(new Date(e[0]),new Date(e[1]))}function Nr(e,t,n,r=!1){let i=t===`utilization`?Math.round(e*10)/10:Math.round(e),a=r?Math.abs(i):i,o=t===`utilization`?Dt(a,n):K(a,n);return r?`${Pr(i)}${o}`:o}function Pr(e){return e===0?``:e>0?`+`:`−`}var Fr=24,Ir=.02,Lr=5,Rr=[4,25,50,75,100],zr=[`sunday`,`monday`,`tuesday`,`wednesday`,`thursday`,`friday`,`saturday`];function Br(e,t){let n=zr.indexOf(e??``);if(n>=0)return(n+6)%7;if(e!==`language`)return 0;try{let e=new Intl.Locale(t),n=e.getWeekInfo?.()??e.weekInfo;return n?(n.firstDay+6)%7:0}catch{return 0}}function Vr(e){return Array.from({length:7},(t,n)=>(e+n)%7)}function Hr(e,t){let n=Math.max(...e.map(e=>Math.abs(e??0)),0)*Ir,r=Array.from({length:Fr},(e,t)=>t).filter(e=>Ur(e).some(e=>!t.has(e))),i=r.filter(t=>Ur(t).some(t=>Math.abs(e[t]??0)>n)),[a,o]=[(i.length?i:r)[0],(i.length?i:r).at(-1)];return a===void 0||o===void 0?[0,Fr]:[a,o+1]}function Ur(e){return Array.from({length:7},(t,n)=>n*Fr+e)}function Wr(e,t){if(t<=0)return 0;let n=Math.floor(Math.abs(e)/t*Rr.length);return Math.min(n,Rr.length-1)}function Gr(e,t,n,r){let i=e.filter(e=>!r.has(e));if(i.length===0)return{kind:`closed`,value:null,weeks:0};let a=0;for(let e of i){let n=t[e]??null;if(n===null)return{kind:`unknown`,value:null,weeks:0};a+=n}return{kind:`known`,value:a/i.length,weeks:Math.min(...i.map(e=>n[e]??0))}}function Kr(e,t,n,r=!1){let i=new Set(e.closed),a=r?e.comparison:null,[o,s]=a?[a.difference,a.weeks]:[e.typical,e.weeks],[c,l]=Hr(e.typical.some(Boolean)?e.typical:o,i),u=c-c%n,d=[];for(let e=u;e<l;e+=n)d.push(e);let[f,p]=e.now,m=Vr(t).map(e=>({weekday:e,cells:d.map(t=>{let r=Gr(Array.from({length:n},(n,r)=>e*Fr+t+r),o,s,i),c=e===f&&p>=t&&p<t+n;return{...r,weekday:e,hour:t,isNow:c,isSample:r.kind===`known`&&!a&&r.weeks<Lr,step:0}})})),h=m.flatMap(e=>e.cells),g=Math.max(...h.map(e=>Math.abs(e.value??0)),0);for(let e of h)e.step=Wr(e.value??0,g);return{hours:d,rows:m,top:g}}function qr(e,t){let{metric:n,isDifference:r,texts:i,locale:a}=t;if(n===`utilization`&&!r)return q(e,a,1);let o=Nr(e,n,a,r),s=n===`utilization`?`points`:n;return i.plural(`config_panel.week.value.${s}`,Math.abs(Math.round(e)),{value:o})}function Jr(e,t){let{texts:n,locale:r}=t,i={day:Ar(e.weekday,`short`,r),time:jr(e.hour,r)};if(e.kind!==`known`||e.value===null){let t=e.kind===`closed`?`closed`:`unknown`;return n.text(`config_panel.week.cell.${t}`,i)}return n.plural(`config_panel.week.cell.known`,e.weeks,{...i,value:qr(e.value,t),weeks:e.weeks})}function Yr(e,t,n){let{locale:r}=n,i=Br(r.first_weekday,r.language),a=Kr(e,i,1,n.isDifference),o=Kr(e,i,2,n.isDifference);return E`
    ${Xr(a,`single`,t,n)}
    ${Xr(o,`merged`,t,n)}
    ${Qr(a,n)}
  `}function Xr(e,t,n,r){let{texts:i,locale:a}=r;return E`
    <table class=${t} dir="ltr">
      <caption class="hidden">${i.text(`config_panel.week.table`,{name:n})}</caption>
      <thead>
        <tr>
          <th scope="col"><span class="hidden">${i.text(`config_panel.week.day`)}</span></th>
          ${e.hours.map(e=>{let n=jr(e,a);return E`<th scope="col"><span class=${e%(t===`single`?3:6)==0?``:`hidden`}>${n}</span></th>`})}
        </tr>
      </thead>
      <tbody>
        ${e.rows.map(e=>E`
            <tr>
              <th scope="row">${Ar(e.weekday,`short`,a)}</th>
              ${e.cells.map(e=>Zr(e,r))}
            </tr>
          `)}
      </tbody>
    </table>
  `}function Zr(e,t){let n=Jr(e,t),{kind:r,value:i}=e,a=r===`known`?`step${e.step}`:r,o=t.isDifference&&i!==null?Pr(Math.round(i)):``;return E`<td
    class=${V({[a]:!0,sample:e.isSample,now:e.isNow,less:t.isDifference&&(i??0)<0})}
    title=${n}
    aria-current=${e.isNow?`time`:O}
  >${o?E`<span class="sign" aria-hidden="true">${o}</span>`:O}<span
      class="hidden">${n}</span></td>`}function Qr(e,t){let{texts:n}=t,r=e.rows.flatMap(e=>e.cells),i=e=>Rr.map((t,n)=>E`<i class="step${n}${e?` less`:``}"></i>`),a=qr(e.top,t);return E`
    <div class="legend" aria-hidden="true">
      ${t.isDifference?E`<span><b>${qr(-e.top,t)}</b>${i(!0).reverse()}</span>
        <span>${i(!1)}<b>${a}</b></span>`:E`<span>${i(!1)}<b>0 – ${a}</b></span>`}
      ${r.some(e=>e.kind===`unknown`)?E`<span><i class="unknown"></i><b>${n.text(`config_panel.tree.unknown`)}</b></span>`:O}
      ${r.some(e=>e.isSample)?E`<span><i class="sample"></i><b>${n.text(`config_panel.week.sample`)}</b></span>`:O}
    </div>
  `}var $r=[`occupancy`,`utilization`,`visitors`],ei=[`previous_weeks`,`last_year`],ti=`custom:occuspace-week-card`,ni=class extends G{static{this.styles=Tr}static{this.properties={...G.properties,config:{state:!0}}}static getConfigForm(){return{schema:[rn,{name:`metric`,selector:{select:{options:$r.map(e=>({value:e,label:U(`config_panel.week.metric.${e}`)||e})),mode:`dropdown`}}},{name:`compare`,selector:{select:{options:ei.map(e=>({value:e,label:U(`config_panel.week.compare.${e}`)||e})),mode:`dropdown`}}},an],computeLabel:({name:e})=>e===`metric`||e===`compare`?U(`config_panel.week.field.${e}`)||e:U(`config_panel.card.field.${e}`)||e}}static getStubConfig(e){return on(ti,e)}static getEntitySuggestion(e,t){return sn(ti,e,t)}setConfig(e){this.config=e}getCardSize(){return 5}getGridOptions(){return{columns:12,rows:`auto`,min_columns:6}}get command(){let{config:e}=this;return e?.device_id?{type:`occuspace/week`,device_id:e.device_id,metric:$r.find(t=>t===e.metric)??`occupancy`,compare:ei.find(t=>t===e.compare)??null}:null}render(){let{config:e,event:t,hass:n,texts:r}=this;return!e||!n?O:r?e.device_id?n.connected?this.failed?this.renderText(r.text(`config_panel.card.waiting`)):t?P(t)?this.renderText(r.text(`config_panel.now.${t.reason}`)):this.renderKnown(t,r,n):ri():this.renderText(r.text(`config_panel.card.disconnected`)):this.renderText(r.text(`config_panel.card.choose`)):ri()}renderText(e){let{config:t,hass:n}=this,r=t?.device_id?n?.devices[t.device_id]:void 0;return E`<ha-card><h2><bdi>${t?.name||r?.name_by_user||r?.name||`Occuspace`}</bdi></h2><p>${e}</p></ha-card>`}renderKnown(e,t,{locale:n}){let r=this.config?.name||e.name,i=!!this.config?.compare&&e.comparison!==null,a=(i?e.comparison?.difference:e.typical)?.some(e=>e!==null)??!1,o=this.config?.compare?t.text(`config_panel.week.metric.${e.metric}`):t.text(`config_panel.week.typical.${e.metric}`),s=e.history===`ready`?t.text(`config_panel.week.incomparable`):t.text(`config_panel.history.${e.history}`),c=[/* @__PURE__ */ new Date];return E`
      <ha-card>
        <h2><bdi>${r}</bdi> <small>· ${o}</small></h2>
        ${e.comparison?E`<p>${t.text(`config_panel.week.periods`,{recent:Mr(e.comparison.recent,n),earlier:Mr(e.comparison.earlier,n)})}</p>`:O}
        ${e.reason?E`<p>${t.text(`config_panel.now.${e.reason}`)}</p>`:O}
        ${a?Yr(e,r,{metric:e.metric,isDifference:i,texts:t,locale:n}):E`<p>${s}</p>`}
        ${a&&Be(e.zone,z(),c)?E`<div class="note">${t.text(`config_panel.card.zone`,{zone:Ve(e.zone,n)})}</div>`:O}
      </ha-card>
    `}};function ri(){return E`
    <ha-card class="skeleton" aria-busy="true">
      <h2><span></span></h2>
      <table aria-hidden="true">
        <thead><tr><th>&nbsp;</th></tr></thead>
        <tbody>${Array.from({length:7},()=>E`<tr><td></td></tr>`)}</tbody>
      </table>
      <div class="legend">&nbsp;</div>
    </ha-card>
  `}var ii=19,ai=8;function oi(e,t,n){let r=_n(e.devices,Zt(e.entities),n);if(n!==void 0)return r.map(n=>si(e,t,n,[]));let i=/* @__PURE__ */ new Map;for(let t of r){let[n=``]=li(e,t).split(`_`);i.set(n,[...i.get(n)??[],t])}let a=[...i].map(([n,r])=>{let i=r.find(t=>li(e,t)===`${n}_${n}`)??null;return si(e,t,i,r.filter(e=>e!==i))}),o=new Intl.Collator(t,{numeric:!0});return a.sort((e,t)=>o.compare(e.name,t.name))}function si(e,t,n,r){let i=[...n?.children??[],...r],a=i.length===0&&n?[n]:i;return{name:n?.name??``,root:n,tops:ci(e,a,t)}}function ci({devices:e},t,n){let r=new Intl.Collator(n,{numeric:!0}),i=({deviceId:t})=>{let n=e[t];return n?.name_by_user||n?.name||``};return[...t].sort((e,t)=>r.compare(i(e),i(t)))}function li({devices:e},{deviceId:t}){let n=e[t];return(n&&J(n))??``}function ui(e){let t=e.flatMap(({name:e,tops:t},n)=>t.filter(e=>t.length<=ai||e.children.length>0).map((t,r)=>({place:t,account:e,index:n,turn:r}))).sort((e,t)=>e.turn-t.turn||e.index-t.index).slice(0,ii).sort((e,t)=>e.index-t.index||e.turn-t.turn);return t.map(({place:e,account:n})=>({place:e,title:t.every(t=>t.place===e||t.place.name!==e.name)||!n?e.name:`${e.name} · ${n}`}))}var di=6,fi=3,pi=`/config/integrations/dashboard/add?domain=occuspace`,mi=[{kind:`visitors`,heading:`config_panel.dashboard.visitors_by_day`,options:{chart_type:`bar`,period:`day`,days_to_show:30},stat:`change`},{kind:`visitors`,heading:`config_panel.dashboard.visitors_by_month`,options:{chart_type:`bar`,period:`month`,days_to_show:365},stat:`change`},{kind:`dwell_time`,heading:`config_panel.dashboard.dwell_time_by_week`,options:{chart_type:`line`,period:`week`,days_to_show:365},stat:`mean`}],hi={grid_options:{columns:`full`}},gi=e=>e&&{device_id:e};function _i(e,{device_id:t}){let n=oi(e,e.language,t),[r,...i]=n;return[{title:i.length===0&&r?.name||e.texts.text(`config_panel.dashboard.overview`),path:`overview`,strategy:{type:`custom:occuspace-overview`,...gi(t)}},...ui(n).map(({place:t,title:n})=>({title:n,path:`location-${li(e,t).replace(`_`,`-`)}`,strategy:{type:`custom:occuspace-location`,device_id:t.deviceId}}))]}function vi(e,{device_id:t}){let n=oi(e,e.language,t),{texts:r}=e;if(n.length===0){let n=t!==void 0,i=r.text(`config_panel.now.removed`);return Z([Q([n?ji(i):Ei(e)])])}let i=n.map(({root:e})=>e);if(n.length>1&&i.every(e=>e!==null))return Z(n.map(t=>Q([$(t.name,`mdi:domain`),...Ai(t.root?.deviceId),...Ti(e,[t]),ki(t.root?.deviceId)])));let a=Si(n.flatMap(e=>e.tops).filter(e=>!i.includes(e)));return Z([Q([$(r.text(`config_panel.dashboard.locations`),`mdi:file-tree`),ki(t)],2),Q([$(r.text(`config_panel.dashboard.now`),`mdi:account-clock`),...Ai(t),...Ti(e,n)]),...a.length>0?[Q(a,fi)]:[]])}function yi(e,t){let n=Di(e,t),r=new Set(mi.map(({kind:e})=>e));return n?[...r].map(t=>Oi(e,n,t)):[]}function bi(e,t,n){let r=Di(e,t),{texts:i}=e;if(r===null)return Z([Q([ji(i.text(`config_panel.now.removed`))])]);let a=[Q([{type:`custom:occuspace-card`,device_id:t},{type:`custom:occuspace-week-card`,device_id:t}])];r.children.length>0&&a.push(Q(xi(e,r)));let o=Ci(e,r,n);return o.length>0&&a.push(Q(o)),Z(a)}function xi(e,t){let n=ci(e,t.children,e.language);return[$(e.texts.text(`config_panel.dashboard.within`),`mdi:layers-triple-outline`),ki(t.deviceId),...Si(n)]}function Si(e){return e.length>di?[]:e.map(({deviceId:e,name:t})=>({type:`custom:occuspace-card`,device_id:e,name:t,grid_options:{columns:12}}))}function Ci(e,t,n){let r=mi.flatMap(({kind:r,heading:i,options:a,stat:o})=>{let s=Oi(e,t,r);return n.has(s)?[$(e.texts.text(i)),{type:`statistics-graph`,...a,stat_types:[o],entities:[s],hide_legend:!0}]:[]}),i=wi(e,t);return n.has(Oi(e,t,`visitors`))&&i.push({type:`custom:occuspace-visitors-card`,device_id:t.deviceId}),r.length===0&&i.length>0&&r.push(ji(e.texts.text(`config_panel.dashboard.charts_follow`))),[...i,...r]}function wi({entities:e,texts:t},{deviceId:n}){let r=Qt(e,[`visitors_today`]).get(n)?.visitors_today,i=t.text(`entity.sensor.visitors_today.name`);return r?[{type:`tile`,entity:r,name:i,...hi}]:[]}function Ti(e,t){return t.flatMap(({root:t})=>t?wi(e,t):[])}function Ei({texts:e,isAdmin:t}){let n=e.text(`config_panel.dashboard.no_account`),r=e.text(`config_panel.dashboard.add_account`);return ji(t?`${n}\n\n[${r}](${pi})`:n)}function Di(e,t){return _n(e.devices,/* @__PURE__ */ new Map,t)[0]??null}function Oi(e,t,n){return`occuspace:${li(e,t)}_${n}`}var Z=e=>({type:`sections`,max_columns:fi,sections:e}),Q=(e,t)=>({type:`grid`,cards:e,...t&&{column_span:t}}),$=(e,t)=>({type:`heading`,heading:e,...t&&{icon:t}}),ki=e=>({type:`custom:occuspace-tree-card`,...gi(e),...hi}),Ai=e=>[{type:`custom:occuspace-now-card`,...gi(e)}],ji=e=>({type:`markdown`,content:e});async function Mi(e){let{devices:t,entities:n,language:r,user:i}=e,a=await bt(e).catch(()=>e.localize);return{devices:t,entities:n,language:r,texts:_t(r,e.localize,a),isAdmin:i?.is_admin??!1}}function Ni(e){let t=/* @__PURE__ */ new WeakMap;return n=>{let r=t.get(n);return r===void 0&&(r=JSON.stringify(e(n)),t.set(n,r)),r}}var Pi=Ni(e=>Object.values(e).filter(e=>J(e)!==null).map(e=>[e.id,e.name,e.name_by_user,e.via_device_id])),Fi=Ni(e=>Object.values(e).filter(({platform:e,translation_key:t})=>e===`occuspace`&&t===`visitors_today`).map(e=>[e.entity_id,e.device_id]));function Ii(e,t){return e.language!==t.language||e.devices!==t.devices&&Pi(e.devices)!==Pi(t.devices)}function Li(e,t){return Ii(e,t)||e.entities!==t.entities&&Fi(e.entities)!==Fi(t.entities)}var Ri=class extends HTMLElement{static getCreateSuggestions(){return{title:`Occuspace`,icon:`mdi:account-group`}}static shouldRegenerate(e,t,n){return Ii(t,n)}static async generate(e,t){return{views:_i(await Mi(t),e)}}},zi=class extends HTMLElement{static shouldRegenerate(e,t,n){return Li(t,n)}static async generate(e,t){return vi(await Mi(t),e)}},Bi=/* @__PURE__ */ new Set;function Vi(e,t){return Object.values(t.entities).some(({platform:n,translation_key:r,entity_id:i})=>n===`occuspace`&&r===`history`&&e.states[i]?.state!==t.states[i]?.state&&t.states[i]?.state===`up_to_date`)}var Hi=class extends HTMLElement{static shouldRegenerate({device_id:e=``},t,n){return Li(t,n)||Bi.has(e)&&Vi(t,n)}static async generate({device_id:e=``},t){let n=await Mi(t),r=yi(n,e),i=await Ui(t,r);return r.every(e=>i.has(e))?Bi.delete(e):Bi.add(e),bi(n,e,i)}};async function Ui(e,t){if(t.length===0)return/* @__PURE__ */ new Set;try{let n=await e.connection.sendMessagePromise({type:`recorder/get_statistics_metadata`,statistic_ids:[...t]});return new Set(n.map(e=>e.statistic_id))}catch{return/* @__PURE__ */ new Set}}var Wi={"occuspace-card":un,"occuspace-tree-card":ur,"occuspace-now-card":jn,"occuspace-visitors-card":wr,"ll-strategy-dashboard-occuspace":Ri,"ll-strategy-view-occuspace-overview":zi,"ll-strategy-view-occuspace-location":Hi,"occuspace-week-card":ni},Gi=`https://github.com/occuspace-homeassistant/occuspace/blob/main/docs`,Ki=`${Gi}/cards.md`,qi=[{type:`occuspace-card`,name:`Occuspace location`,description:`How busy a location is now, compared with its typical day`,preview:!0,documentationURL:Ki,getEntitySuggestion:un.getEntitySuggestion},{type:`occuspace-tree-card`,name:`Occuspace locations`,description:`All locations of an account as a tree, sorted by free capacity`,preview:!0,documentationURL:Ki,getEntitySuggestion:ur.getEntitySuggestion},{type:`occuspace-week-card`,name:`Occuspace week`,description:`The typical week of a location, or how two periods differ`,preview:!0,documentationURL:Ki,getEntitySuggestion:ni.getEntitySuggestion}],Ji={type:`occuspace`,strategyType:`dashboard`,name:`Occuspace`,description:`All locations of your Occuspace accounts: now, typical and over time`,documentationURL:`${Gi}/dashboards.md`};function Yi(){let e=window.customElements;for(let[t,n]of Object.entries(Wi))e.get(t)||e.define(t,n);window.customCards??=[];for(let e of qi)window.customCards.some(t=>t.type===e.type)||window.customCards.push(e);window.customStrategies??=[],window.customStrategies.some(e=>e.type===Ji.type)||window.customStrategies.push(Ji)}var Xi=`home-assistant`;!customElements.get(Xi)&&document.querySelector(Xi)?customElements.whenDefined(Xi).then(Yi):Yi();