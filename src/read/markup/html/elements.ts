const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Elements that begin and end a line (HTML Living Standard 15.3, rendering of flow content; options, legends). */
export const LINE_ELEMENTS: ReadonlySet<string> = words(
  'address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption' +
  ' figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li listing main' +
  ' menu nav noframes noscript object ol optgroup option p plaintext pre search section select summary table tbody' +
  ' template textarea tfoot thead title tr ul video audio xmp',
)

/** Elements whose content browsers with scripts do not show, or not until a script or the user acts. */
export const UNSHOWN_ELEMENTS: ReadonlySet<string> = words('template noscript noframes noembed datalist')

/** Elements of text that is shown struck through. */
export const STRUCK_ELEMENTS: ReadonlySet<string> = words('del s strike')

/** Elements that keep their line ends. */
export const KEPT_ELEMENTS: ReadonlySet<string> = words('pre textarea listing plaintext xmp')

/** Ruby annotations (注音). They get lines of their own, so that they do not interrupt the base text. */
export const RUBY_ELEMENTS: ReadonlySet<string> = words('rt rp rtc')

/** Elements without content and end tag. */
export const VOID_ELEMENTS: ReadonlySet<string> = words(
  'area base br col embed hr img input link meta param source track wbr frame',
)

/** Attributes that browsers show or read aloud. */
export const SHOWN_ATTRIBUTES: ReadonlySet<string> = words(
  'alt title placeholder label summary abbr aria-label aria-description aria-roledescription standby',
)

/** Attributes that hold an address. */
export const LINK_ATTRIBUTES: ReadonlySet<string> = words(
  'href src action formaction cite data poster background longdesc usemap srcset xlink:href manifest codebase' +
  ' profile ping',
)
