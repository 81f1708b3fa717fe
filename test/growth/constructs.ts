import { compound } from '../builders/compound.js'
import { mail, multipart, part } from '../builders/mail.js'
import { zip } from '../builders/zip.js'

/** A document that grows: `build(n)` has `n` of one construct. */
export interface Construct {
  readonly name: string
  readonly file: string
  readonly build: (n: number) => Uint8Array
}

/** Every construct of every format. */
export function constructs(): Construct[] {
  return [
    ...texts(), ...markups(), ...pdfs(), ...rtfs(), ...mails(), ...wordPackages(), ...workbooks(), ...otherPackages(),
    ...archives(), ...values(),
  ]
}

/** Tokens repeated inside a frame: each one alone in one document, and each also closed by its counterpart at the end. */
function repeated(file: string, frame: (body: string) => string, tokens: readonly string[]): Construct[] {
  return tokens.map((token) => ({
    name: `${file}: ${JSON.stringify(token.length > 40 ? `${token.slice(0, 40)}…` : token)}`,
    file,
    build: (n) => Buffer.from(frame(token.repeat(n))),
  }))
}

function numbered(file: string, name: string, make: (n: number) => string | Uint8Array): Construct {
  return { name: `${file}: ${name}`, file, build: (n) => Buffer.from(make(n) as Uint8Array) }
}

function many(n: number, item: (at: number) => string): string {
  return Array.from({ length: n }, (_, at) => item(at)).join('')
}

const DELIMITERS = [
  ...'~`!@#$%^&*()_-+=[]{}|\\:;"\'<>,.?/ \t\n\r\f\v\0', '\r\n', '\u200b', '\u202e', '\u202c', '\u2067', '\ufeff', '　',
  '（', '）', '【', '】', '《', '》', '“', '”', '★', '：', '；', '，', '。', '、', '·', '〔', '〕', '—', '…',
]

/** What marks, terms and identifiers are made of, and what stands near them. */
const WORDS = [
  '机密', '机密★', '机密★5年', '★', '密级：', '绝', '秘密\n', '机 ', '内部', '（机密', '机密）', '不是机密', '例如：机密\n', '第',
  '1', '12', '1 ', '1-', '1.', '1,', '年', '2024年', '2024年1月1日', '1年', '33010219900101', '330102199001011234 ',
  '13800138000', '13800138000 ', '6222021234567890123 ', '4111 1111 1111 1111 ', '1.1.1.1', 'a.', 'a@', 'a@b.', 'a@b.c ',
  '@a.b', 'http://', 'http://a', 'https://a:b@', '://', 'www.', 'AKIA', 'AKIAIOSFODNN7EXAMPLE ', 'password', 'password=',
  'password: a ', '密码', '密码为', '密码：a', '-----BEGIN PRIVATE KEY-----', '-----BEGIN ', '-----', 'eyJhbGciOi', 'eyJ.',
  'sk-', 'ghp_', 'token', 'secret="', "key='", 'A', 'Aa0', 'a1', 'AAAA', '0x', '%41', '\\x41', '\\u0041', '\\101', '=41',
  '&#65;', '&lt;', '&', '&#', '&#x', '<a>', '<!--', '-->', 'E1234567 ', 'G12345678', '浙A12345', '京A', '东经120°', '120°',
  '30.123456,120.123456 ', '北纬30°12′', 'X：1', '电话：', '电话', '身份证号', '姓名：张三 ', '张三', '甲', '甲乙丙丁', '的', '\ud83d\ude00',
  '\ud83d', '①', 'ⅷ', '〇', '二〇二四年', '一', '零', '臺', 'ﬁ', 'à', 'a\u0301', '\u0301', '万元', '1万元', '%', '1%', '标底',
  '不予公开', '《保密法》', '《', '见《', '注：', '抄送：', '附件：', '印发', '发〔2024〕1号', '号', '目录\n', '......1\n', '| a ', '|', '- a\n',
]

function texts(): Construct[] {
  const whole = (body: string): string => body
  const lines = (body: string): string => `正文\n${body}\n结束`
  const tokens = [...DELIMITERS, ...WORDS]
  return [
    ...repeated('a.txt', whole, tokens),
    ...repeated('b.txt', lines, [...WORDS.map((word) => `${word}\n`), 'data:', 'data:text/plain;base64,', 'data:,', 'begin 644 a\n',
      'begin 644 ', '=?utf-8?B?', '=?utf-8?Q?', '=?=?', 'a=', ' a\n', '\ta\n', 'a\bb', '\x1b[', '\x1b[1m', '\x1b]', 'a\r', '\u0008',
      '=\n', 'YWJj', 'YWJjZGVm\n', '616263', '61 62 63 ', 'ff', 'x\n', 'M\n', '::', '0:00', '$(', '${', '{{', '[[', '((']),
    ...repeated('a.md', whole, [...DELIMITERS, '**', '__', '~~', '![', '[a](', '[a]: ', '![a](b ', '[a][', '](', '```', '```\n', '~~~\n',
      '- ', '> ', '>', '> a\n', '- a\n', '  - a\n', '1. ', '1. a\n', '# ', '#a\n', '| a | b |\n', '|---|\n', '<a ', '<!--', '<?', '<![CDATA[',
      '<div>', '<div>\n', '</div>', '&amp;', '\\*', '`a`', '*a*', '**a', '*a **', 'a**b', '$$', '$a$', '[^a]', '[^a]: b\n', '---\n', '===\n',
      'a\n===\n', '<a@b.c>', '<http://a>', '`` ` ', '[[a]]', '<p>机密</p>\n\n', '机**密**', '机*密*']),
    ...repeated('a.csv', whole, ['"', '""', ',', '";"', '"a","b"\n', 'a,b\n', '"a', ',"', '\n"', ';', '\t', 'a;b\n', '机,密\n', '机\n密\n', ',\n',
      '密级,', '姓名,电话\n', '张三,13800138000\n', '330102199001011234,']),
    ...repeated('a.json', (body) => `{"a": "b", "c": ${body}`, ['[', '{"a":', '"a",', '[[],', '{}', '"\\u673a', '\\u673a', '\\\\', '"', '\\"', '"a":"b",',
      '{"a":[', '//', '/*', ',', ':', '1,']),
    ...repeated('a.yaml', (body) => `a: b\n${body}`, ['- ', '- a\n', 'a: ', '&a ', '*a ', '? ', '[', '{', '"', "'", 'a: |\n', '  a: b\n', 'a: &a [*a]\n',
      '<<: *a\n', '!!a ', '---\n', '%a ', '#', 'a:\n']),
    ...repeated('a.ics', (body) => `BEGIN:VCALENDAR\n${body}\nEND:VCALENDAR`, ['BEGIN:VEVENT\n', ' a\n', '\n a', 'SUMMARY:', 'SUMMARY:机\n 密\n', 'X;A="', 'X;A=B:',
      'DESCRIPTION;ENCODING=QUOTED-PRINTABLE:=E6=9C=BA=\n', 'ATTACH;ENCODING=BASE64;VALUE=BINARY:YWJj\n', '\\n', '\\,', ';', ':', '=\n']),
    ...repeated('a.vcf', (body) => `BEGIN:VCARD\n${body}\nEND:VCARD`, ['N:', 'N:a;b\n', 'PHOTO;ENCODING=b:', 'PHOTO;ENCODING=b:YWJj\n', ' YWJj\n', 'NOTE;ENCODING=QUOTED-PRINTABLE:=\n',
      'NOTE;ENCODING=QUOTED-PRINTABLE:=E6\n', 'BEGIN:VCARD\n', 'TEL;', ';CHARSET=GBK', 'a.b:c\n']),
    ...repeated('a.log', whole, ['2026-01-01 12:00:00 INFO a\n', '[', 'at a.b(c.js:1:2)\n', '\x1b[31ma\x1b[0m', 'a\rb\r', '\x1b[2K', '\x1b[1Ga', '\b', 'a\b', '10.0.0.1 - - ',
      '\x1b[A', '\x1b[1;1H机', '\t|\t', 'a=b ', 'k="v" ']),
    ...repeated('a.tex', whole, ['\\', '\\a{', '{', '}', '$', '%', '\\begin{a}', '\\verb|', '\\"a']),
    ...repeated('a.js', whole, ['/*', '//', '`', '${', '\\x', '"', "'a'+", "'\\u673a'+", 'a(', '"a"+"b"+']),
  ]
}

function markups(): Construct[] {
  const html = (body: string): string => `<!DOCTYPE html><html><head><title>a</title></head><body>${body}</body></html>`
  const css = (body: string): string => `<!DOCTYPE html><html><head><style>${body}</style></head><body><p class="a" id="b">正文</p></body></html>`
  const classes = (n: number): string => many(n, (at) => `.c${at}{display:none}`)
  const paragraphs = (n: number): string => many(n, (at) => `<p class="c${at}">甲</p>`)
  return [
    ...repeated('a.html', html, [...DELIMITERS, '<', '<a', '<a>', '<a ', '<a b', '<a b=', '<a b="', "<a b='", '<!', '<!--', '<!-- -->', '<!---->', '--!>', '<?', '<![CDATA[',
      ']]>', '</', '</a', '</a>', '<p>', '<p>a', '<p>a</p>', '<div>', '<div>a', '<div><p>', '<span>', '<b>a</b>', '<b>', '<i><b>', '<table>', '<tr>', '<td>',
      '<table><tr><td>', '<tr><td>a</td></tr>', '<td>机</td><td>密</td>', '<td rowspan=1000>a', '<td colspan=1000>a', '<select>', '<option>', '<script>',
      '<script></script>', '<style>', '<style></style>', '<style>a{b:c}</style>', '<textarea>', '<title>', '<svg>', '<svg><text>', '<math>', '<template>',
      '<ruby>a<rt>b', '<bdo dir=rtl>a', '<bdo dir=rtl>', '<bdi>', '<img alt="a">', '<img src="data:,a">', '<img src="data:text/html,<p>">', '<iframe srcdoc="<p>">',
      '<a href="javascript:a">', '<meta name="a" content="b">', '<input value="a">', '<p style="display:none">', '<p style="', '<p style="color:white;background:white">a',
      '<p style="a:b;', '<br>', '<hr>', '<li>', '<ul><li>', '<dl><dt>', '<details>', '<font color=white>', '&', '&#', '&#x', '&amp', '&amp;', '&lt;p&gt;', '&nbsp;',
      '<p hidden>', '<p a="1" b="2">', '<noscript>', '<object>', '<embed>', '<frameset>', '<a name="a">', '<p title="机密">', '<wbr>机', '<base href="a">', '<link rel="a">',
      '<del>机', '<ins>', '<sub>', '<p data-a="b">', '<o:p>', '<!--[if gte mso 9]>', '<![if !a]>', '<![endif]-->', '<plaintext>', '<xmp>', '<listing>', '<nobr>']),
    numbered('a.html', 'attributes of one tag', (n) => html(`<p ${many(n, (at) => `a${at}="b" `)}>a</p>`)),
    numbered('a.html', 'the same attribute of one tag', (n) => html(`<p ${'a="b" '.repeat(n)}>a</p>`)),
    numbered('a.html', 'style attributes of one tag', (n) => html(`<p ${'style="display:none" '.repeat(n)}>a</p>`)),
    numbered('a.html', 'nested elements, closed', (n) => html(`${'<div>'.repeat(n)}a${'</div>'.repeat(n)}`)),
    numbered('a.html', 'nested spans with text', (n) => html(`${'<span>a'.repeat(n)}${'b</span>'.repeat(n)}`)),
    numbered('a.html', 'ends that nothing opened under many open ones', (n) => html(`${'<i>'.repeat(n)}${'</b>'.repeat(n)}`)),
    numbered('a.html', 'classes and elements', (n) => `<!DOCTYPE html><html><style>${classes(n)}</style><body>${paragraphs(n)}</body></html>`),
    numbered('a.html', 'descendant rules and elements', (n) =>
      `<!DOCTYPE html><html><style>${many(n, (at) => `div .c${at}{display:none}`)}</style><body>${paragraphs(n)}</body></html>`),
    numbered('a.html', 'one class of many rules', (n) => `<!DOCTYPE html><html><style>${'.a{display:none}'.repeat(n)}</style><body>${'<p class=a>甲</p>'.repeat(n)}</body></html>`),
    numbered('a.html', 'element rules and elements', (n) => `<!DOCTYPE html><html><style>${'p{color:red}'.repeat(n)}</style><body>${'<p>甲</p>'.repeat(n)}</body></html>`),
    numbered('a.html', 'classes of one element', (n) => `<!DOCTYPE html><html><style>${classes(n)}</style><body><p class="${many(n, (at) => `c${at} `)}">a</body></html>`),
    numbered('a.html', 'one selector of many compounds', (n) => css(`${'.a '.repeat(n)}{display:none}`)),
    numbered('a.html', 'nested elements and a selector of as many', (n) =>
      `<!DOCTYPE html><html><style>${'div '.repeat(n)}.x{display:none}</style><body>${'<div class=a>'.repeat(Math.min(n, 200))}a</body></html>`),
    numbered('a.html', 'custom properties that refer to each other', (n) => css(`.a{${many(n, (at) => `--a${at}:var(--a${at + 1});`)}display:var(--a0)}`)),
    ...repeated('b.html', css, ['{', '}', '{}', '{…}', '.a{', '.a{}', '.a{b:c}', '.a,', '.a ', '.a>', '.a.a', '#b', '*', '[', '[a="', '(', ':not(', ':not(.a)', '::before{content:"', '/*', '/**/', '"',
      "'", '\\', '\\41', '@', '@media a{', '@media print{.a{display:none}}', '@import "a";', '@import url(', 'url(', 'url("', ';', ':', '.a{b:', '.a{content:"a', 'a{b:c;', '<', '<!--', '-->',
      '.a{display:none', ',', '.', '#', '!important', '.a::before{content:"机密"}', '@font-face{', '@supports(', '@keyframes a{', 'var(', '.a{--b:var(--b)}', '\n']),
    ...repeated('a.xml', (body) => `<?xml version="1.0"?><a>${body}</a>`, ['<', '<b', '<b>', '<b/>', '<b c="d"/>', '<b c="', '<!--', '<!-- -->', '<![CDATA[', '<![CDATA[]]>', ']]>', '<?', '<?a?>', '<?a b?>',
      '&', '&a;', '&#', '&#65;', '&lt;', '<!DOCTYPE', '<b></b>', '<b>a</b>', '</b>', '<b xmlns="c">', '<b xmlns:c="d"/>', '<c:b/>', '>', '"', '<!', '<b c="&lt;"/>', '<b xml:space="preserve"> </b>']),
    ...repeated('b.xml', (body) => `<?xml version="1.0"?><!DOCTYPE a [${body}]><a>b</a>`, ['<!ENTITY a "b">', '<!ENTITY % a "b">', '%a;', '<!ELEMENT a ANY>', '<!--', '<![', '[', ']', '"', '<!ENTITY a "&a;">', '<!ATTLIST a b CDATA "c">']),
    numbered('a.xml', 'attributes of one element', (n) => `<?xml version="1.0"?><a ${many(n, (at) => `b${at}="c" `)}/>`),
    numbered('a.xml', 'namespaces of one element', (n) => `<?xml version="1.0"?><a ${many(n, (at) => `xmlns:b${at}="c" `)}/>`),
    numbered('a.xml', 'nested namespaces', (n) => `<?xml version="1.0"?>${many(Math.min(n, 250), (at) => `<a xmlns:b${at}="c">`)}`),
    numbered('a.xml', 'nested elements, closed', (n) => `<?xml version="1.0"?>${'<a>'.repeat(n)}x${'</a>'.repeat(n)}`),
    numbered('a.xml', 'entities', (n) => `<?xml version="1.0"?><!DOCTYPE a [${many(n, (at) => `<!ENTITY e${at} "b">`)}]><a>${many(n, (at) => `&e${at};`)}</a>`),
    ...repeated('a.svg', (body) => `<svg xmlns="http://www.w3.org/2000/svg">${body}</svg>`, ['<text>a</text>', '<g>', '<text x="1 2 3">abc</text>', '<tspan>', '<path d="M0 0L1 1"/>', '<use href="#a"/>', '<style>.a{b:c}</style>',
      '<text transform="', '<text transform="translate(1,1)">a</text>', '<image href="data:,a"/>', '<title>a</title>', '<rect width="1" height="1"/>', '<g transform="scale(1)">']),
    numbered('a.svg', 'a path', (n) => `<svg xmlns="http://www.w3.org/2000/svg"><path d="${'M0 0L1 1'.repeat(n)}"/></svg>`),
    numbered('a.svg', 'uses that refer to each other', (n) => `<svg xmlns="http://www.w3.org/2000/svg">${many(n, (at) => `<g id="g${at}"><use href="#g${at + 1}"/></g>`)}</svg>`),
    numbered('a.svg', 'overlapping rectangles and texts', (n) => `<svg xmlns="http://www.w3.org/2000/svg">${'<text x="1" y="1">a</text><rect width="9" height="9"/>'.repeat(n)}</svg>`),
  ]
}

function pdfs(): Construct[] {
  const frame = (body: string): string => `%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\n${body}\ntrailer\n<</Root 1 0 R>>\n%%EOF`
  const page = (content: string, entries = ''): string => frame('').replace('/MediaBox', `/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>${entries}/MediaBox`)
    .replace('\ntrailer', `4 0 obj\n<</Length ${content.length}>>\nstream\n${content}\nendstream\nendobj\n5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\ntrailer`)
  return [
    ...repeated('a.pdf', frame, ['/Alt(', '/Alt(a)', '/Alt<', '/Alt<6162>', '(', ')', '<', '<<', '>>', '>', '[', ']', '{', '%', '%\n', '/', '/A', '/A ', '#', '/#41', '\\', '(\\', '(a)', '<61>', '()', '<>', '1 ', '1 0 ', '1 0 R ', '1 0 obj\n', '1 0 obj\n<<>>\nendobj\n',
      'obj', ' obj', 'endobj\n', 'stream\n', 'stream\r\nendstream\n', '<<>>stream\n', '9 0 obj\n<<>>stream\n', '9 0 obj\n<</Length 1>>stream\na\nendstream\nendobj\n', '9 0 obj\n<</Length 99999>>stream\n', 'endstream\n', 'trailer\n', 'trailer\n<<>>\n', 'trailer\n<</Root 1 0 R>>\n',
      'xref\n', 'xref\n0 1\n', 'startxref\n', 'startxref\n0\n', '%%EOF\n', '%PDF-', '%PDF-1.7\n', '/Type/ObjStm', '9 0 obj\n<</Type/ObjStm/N 1/First 4/Length 6>>stream\n7 0 (a)\nendstream\nendobj\n', '/ActualText(', '/ActualText<FEFF673A>', '/T(', '/Contents(a)', '/JS(', '/JS(a)', '/Lang(a)',
      '<</A<</A', '[[', '<</A[', '<</A(', '<<<', '<</Alt(', '<x:xmpmeta>', '<?xpacket', '<?xpacket begin="a"?>', 'BT\n', 'q ', 'ID ', 'EI ', 'R ', '\0', '\r', '\n', '(\n', '/Alt\n', '/Alt 1 0 R ', '/Alt ', '/Title(a)']),
    numbered('a.pdf', 'objects', (n) => frame(many(n, (at) => `${at + 9} 0 obj\n<</Alt(a)>>\nendobj\n`))),
    numbered('a.pdf', 'references of objects to the next', (n) => frame(many(n, (at) => `${at + 9} 0 obj\n<</Next ${at + 10} 0 R/Title(a)>>\nendobj\n`))),
    numbered('a.pdf', 'objects that refer to each other', (n) => frame(many(n, (at) => `${at + 9} 0 obj\n${at + 10} 0 R\nendobj\n`))),
    numbered('a.pdf', 'objects with a long string each', (n) => frame(many(n, (at) => `${at + 9} 0 obj\n(${'甲'.repeat(10)})\nendobj\n`))),
    numbered('a.pdf', 'streams', (n) => frame(many(n, (at) => `${at + 9} 0 obj\n<</Length 3>>\nstream\nabc\nendstream\nendobj\n`))),
    numbered('a.pdf', 'streams with a length elsewhere', (n) => frame(many(n, (at) => `${at + 9} 0 obj\n<</Length 8 0 R>>\nstream\nabc\nendstream\nendobj\n`))),
    numbered('a.pdf', 'pages', (n) => `%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[${many(n / 8, (at) => `${at + 3} 0 R `)}]/Count ${n / 8}>>\nendobj\n${many(n / 8, (at) => `${at + 3} 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n`)}trailer\n<</Root 1 0 R>>\n%%EOF`),
    ...['BT /F 9 Tf (a) Tj ET\n', 'BT\n', '(a) Tj\n', 'q\n', 'Q\n', '1 0 0 1 1 1 cm\n', '0 0 9 9 re f\n', 'BT /F 9 Tf (a) Tj ET 0 0 9 9 re f\n', '/P BMC\n', '/P <</ActualText(a)>> BDC\n', 'BI /W 1 /H 1 ID a EI\n', '[(a) 1] TJ\n', '0 0 m 1 1 l S\n', '(', '<', '[', '<<', '/F 9 Tf\n', '(a)\' ', '1 ', '0 0 9 9 re W n\n']
      .map((token) => numbered('b.pdf', `on a page ${JSON.stringify(token)}`, (n) => page(token.repeat(n / 4)))),
    numbered('b.pdf', 'text at as many places, under as many rectangles', (n) => page(many(n / 4, (at) => `BT /F 9 Tf 1 0 0 1 ${at % 500} ${at % 800} Tm (a) Tj ET ${at % 500} ${at % 700} 9 9 re f\n`))),
    numbered('b.pdf', 'annotations', (n) => page('', `/Annots[${'<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(a)>>'.repeat(n / 8)}]`)),
  ]
}

function rtfs(): Construct[] {
  return [
    ...repeated('a.rtf', (body) => `{\\rtf1\\ansi ${body}}`, ['{', '}', '{}', '\\', '\\\\', '\\a', '\\par ', '\\par\n', '{\\b a}', '{\\*\\a ', '{\\*', '\\u26426 ?', '\\u26426 ', "\\'bb", "\\'bb\\'fa", '\\bin1 a', '\\bin9999 ', '\\uc9 ', '\\v a', '\\v0 ', '{\\v a}', '{\\field', '{\\field{\\*\\fldinst A}{\\fldrslt b}}', '{\\pict ',
      '{\\pict 00}', '{\\object', '{\\*\\objdata 00}', '{\\fonttbl{\\f0 a;}}', '{\\fonttbl', '{\\f1 a;}', '{\\stylesheet{\\s1 a;}}', '{\\colortbl;', '{\\info{\\title a}}', '{\\header a}', '{\\footnote a}', '\\cell ', '\\row ', '\\trowd\\cellx1 a\\cell\\row ', '{\\*\\bkmkstart a}', '{\\annotation a}', '{\\*\\annotation a}',
      '{\\deleted a}', '{\\revised a}', '{\\upr{a}{\\*\\ud{b}}}', '{\\*\\datafield 00}', '\\tab ', '\\f1 ', '\\cs1 ', '\\plain ', '\\pard ', '00', '0', '\\rtlch ', '\\~', '\\-', '\\*', '{\\shp{\\sp{\\sn a}{\\sv b}}}', '\\page ', '\\line ', '\\sect ', '{\\nonshppict', '\n', '\\fs1 a', '\\cf1 a', '{\\listtext a}', '机', '\\u-10000?']),
    numbered('a.rtf', 'nested groups, closed', (n) => `{\\rtf1 ${'{'.repeat(n)}a${'}'.repeat(n)}}`),
    numbered('a.rtf', 'nested groups with text, closed', (n) => `{\\rtf1 ${'{\\b a'.repeat(n)}${'b}'.repeat(n)}}`),
    numbered('a.rtf', 'nested destinations, closed', (n) => `{\\rtf1 ${'{\\header a'.repeat(n)}${'b}'.repeat(n)}}`),
    numbered('a.rtf', 'nested pictures, closed', (n) => `{\\rtf1 ${'{\\pict 00'.repeat(n)}${'}'.repeat(n)}}`),
    numbered('a.rtf', 'fonts and their use', (n) => `{\\rtf1 {\\fonttbl${many(n, (at) => `{\\f${at} a;}`)}}${many(n, (at) => `\\f${at} a`)}}`),
    numbered('a.rtf', 'styles in a chain', (n) => `{\\rtf1 {\\stylesheet${many(n, (at) => `{\\s${at}\\sbasedon${at + 1} a;}`)}}${many(n, (at) => `\\pard\\s${at} a\\par `)}}`),
  ]
}

function mails(): Construct[] {
  const header = 'From: a@b.cn\r\nTo: c@d.cn\r\nSubject: a\r\nMIME-Version: 1.0\r\n'
  return [
    ...repeated('a.eml', (body) => `${header}Content-Type: text/plain\r\n\r\n${body}`, ['a\r\n', '>', '> a\r\n', '=', '=41', '=\r\n', 'begin 644 a\r\n', '--a\r\n', '--', 'From a\r\n', 'YWJj\r\n']),
    ...repeated('b.eml', (body) => `${body}\r\n${header}\r\na`, ['X: a\r\n', 'X: a\r\n b\r\n', 'X:', ' ', 'To: a@b\r\n', 'Received: from a by b\r\n', 'Subject: =?utf-8?B?5py6?=\r\n', 'Content-Type: text/plain\r\n']),
    ...repeated('c.eml', (body) => `${header.replace('Subject: a', `Subject: ${body}`)}\r\na`, ['=?', '=?utf-8?', '=?utf-8?B?', '=?utf-8?B?5py6?=', '=?utf-8?Q?=E6?= ', '?', '(', '"', '<', ',', ';', 'a ', '\\']),
    ...repeated('d.eml', (body) => `${header}Content-Type: text/plain; ${body}\r\n\r\na`, [';', 'a=b;', 'a="', 'a*0=b;', "a*0*=utf-8''b;", '(', '"', '\\"', '=', 'name="a";']),
    ...repeated('e.eml', (body) => `${header}Content-Type: multipart/mixed; boundary=a\r\n\r\n${body}\r\n--a--\r\n`, ['--a\r\n', '--a\r\n\r\nb\r\n', '--a', '\r\n--', '--a--\r\n', '--a\r\nContent-Type: text/html\r\n\r\n<p>b\r\n', '--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n',
      '--a\r\nContent-Type: message/rfc822\r\n\r\n', '--a\r\nContent-Disposition: attachment; filename=b.txt\r\n\r\nc\r\n', '--a\r\nContent-Transfer-Encoding: base64\r\n\r\nYWJj\r\n', '--a\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=E6=9C=BA=\r\n\r\n']),
    numbered('f.eml', 'nested parts', (n) => `${header}${many(Math.min(n, 4000), (at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`)}\r\na`),
    numbered('f.eml', 'nested boundaries that are prefixes of each other', (n) => `${header}${many(Math.min(n, 4000), (at) => `Content-Type: multipart/mixed; boundary=${'b'.repeat(1 + (at % 70))}\r\n\r\n--${'b'.repeat(1 + (at % 70))}\r\n`)}\r\na`),
    numbered('g.eml', 'attachments', (n) => mail({ Subject: 'a' }, multipart('mixed', Array.from({ length: n / 8 }, () => part({ 'Content-Type': 'text/plain' }, 'a'))))),
    ...repeated('a.mbox', (body) => `From a@b Thu Jan  1 00:00:00 1970\r\n${header}\r\n${body}`, ['From a\r\n', '>From a\r\n', 'a\r\n', 'From a@b Thu Jan  1 00:00:00 1970\r\n\r\na\r\n']),
    ...repeated('a.mht', (body) => `${header}Content-Type: multipart/related; boundary=a\r\n\r\n--a\r\nContent-Type: text/html\r\n\r\n${body}\r\n--a--\r\n`, ['<p>', '<img src="cid:a">', '=3D', '<']),
  ]
}

const TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'

function wordPackages(): Construct[] {
  const wordOf = (body: string, files: Readonly<Record<string, string>> = {}): Uint8Array => zip({
    '[Content_Types].xml': TYPES, 'word/document.xml': `<w:document ${W} ${R}><w:body>${body}</w:body></w:document>`, ...files,
  })
  const tokens = (names: readonly string[]): Construct[] => names.map((token) => ({
    name: `a.docx: ${JSON.stringify(token)}`, file: 'a.docx', build: (n) => wordOf(token.repeat(n)),
  }))
  const style = (at: number, based: number): string =>
    `<w:style w:type="paragraph" w:styleId="s${at}"><w:name w:val="n${at}"/><w:basedOn w:val="s${based}"/></w:style>`
  const used = (n: number): string => many(n, (at) => `<w:p><w:pPr><w:pStyle w:val="s${at}"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>`)
  const styles = (inner: string): Readonly<Record<string, string>> => ({ 'word/styles.xml': `<w:styles ${W}>${inner}</w:styles>` })
  const numbering = (inner: string): Readonly<Record<string, string>> => ({ 'word/numbering.xml': `<w:numbering ${W}>${inner}</w:numbering>` })
  return [
    ...tokens(['<w:p><w:r><w:t>甲</w:t></w:r></w:p>', '<w:r><w:t>甲</w:t></w:r>', '<w:p/>', '<w:p>', '<w:r>', '<w:tbl>', '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>', '<w:tr><w:tc><w:p><w:r><w:t>机</w:t></w:r></w:p></w:tc></w:tr>',
      '<w:tc><w:p><w:r><w:t>机</w:t></w:r></w:p></w:tc>', '<w:p><w:del><w:r><w:delText>甲</w:delText></w:r></w:del></w:p>', '<w:del><w:r><w:delText>甲</w:delText></w:r></w:del>', '<w:ins><w:r><w:t>甲</w:t></w:r></w:ins>', '<w:moveFrom><w:r><w:t>a</w:t></w:r></w:moveFrom>', '<w:fldChar w:fldCharType="begin"/>',
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:instrText>A</w:instrText></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>', '<w:hyperlink r:id="a">', '<w:sdt><w:sdtContent>', '<w:bookmarkStart w:id="1" w:name="a"/>', '<w:commentRangeStart w:id="1"/>', '<w:footnoteReference w:id="1"/>', '<w:r><w:rPr><w:vanish/></w:rPr><w:t>甲</w:t></w:r>',
      '<w:r><w:sym w:font="Wingdings" w:char="F0A7"/></w:r>', '<w:r><w:tab/></w:r>', '<w:r><w:br/></w:r>', '<w:r><w:br w:type="page"/></w:r>', '<w:pict>', '<w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent><w:p><w:r><w:t>a</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>', '<w:bdo w:val="rtl"><w:r><w:t>a</w:t></w:r></w:bdo>',
      '<w:ruby><w:rt><w:r><w:t>a</w:t></w:r></w:rt></w:ruby>', '<w:sectPr/>', '<w:p><w:pPr><w:sectPr/></w:pPr></w:p>', '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice/><mc:Fallback/></mc:AlternateContent>', '<w:altChunk r:id="a"/>', '<w:r><w:t>', '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>', '<a/>', '<w:x>', '&lt;']),
    { name: 'a.docx: styles in a ring, used', file: 'a.docx', build: (n) => wordOf(used(n), styles(many(n, (at) => style(at, (at + 1) % n)))) },
    { name: 'a.docx: styles in a chain, used', file: 'a.docx', build: (n) => wordOf(used(n), styles(many(n, (at) => style(at, at + 1)))) },
    { name: 'a.docx: styles in a chain, from the other end', file: 'a.docx', build: (n) => wordOf(used(n), styles(many(n, (at) => style(n - at, n - at - 1)))) },
    { name: 'a.docx: one style many times', file: 'a.docx', build: (n) => wordOf(used(n), styles(style(1, 2).repeat(n))) },
    { name: 'a.docx: numberings', file: 'a.docx', build: (n) => wordOf(many(n, (at) => `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${at}"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>`),
      numbering(many(n, (at) => `<w:abstractNum w:abstractNumId="${at}"><w:lvl w:ilvl="0"><w:lvlText w:val="a"/></w:lvl></w:abstractNum>`) + many(n, (at) => `<w:num w:numId="${at}"><w:abstractNumId w:val="${at}"/></w:num>`))) },
    { name: 'a.docx: comments', file: 'a.docx', build: (n) => wordOf(many(n, (at) => `<w:p><w:commentRangeStart w:id="${at}"/><w:r><w:t>a</w:t></w:r><w:commentRangeEnd w:id="${at}"/><w:r><w:commentReference w:id="${at}"/></w:r></w:p>`),
      { 'word/comments.xml': `<w:comments ${W}>${many(n, (at) => `<w:comment w:id="${at}" w:author="a"><w:p><w:r><w:t>a</w:t></w:r></w:p></w:comment>`)}</w:comments>` }) },
    { name: 'a.docx: footnotes', file: 'a.docx', build: (n) => wordOf(many(n, (at) => `<w:p><w:r><w:footnoteReference w:id="${at}"/></w:r></w:p>`),
      { 'word/footnotes.xml': `<w:footnotes ${W}>${many(n, (at) => `<w:footnote w:id="${at}"><w:p><w:r><w:t>a</w:t></w:r></w:p></w:footnote>`)}</w:footnotes>` }) },
    { name: 'a.docx: relationships', file: 'a.docx', build: (n) => wordOf('<w:p/>', { 'word/_rels/document.xml.rels': `<Relationships ${RELS}>${many(n, (at) => `<Relationship Id="r${at}" Type="http://a/header" Target="header${at}.xml"/>`)}</Relationships>` }) },
    { name: 'a.docx: relationships of one id', file: 'a.docx', build: (n) => wordOf('<w:p/>', { 'word/_rels/document.xml.rels': `<Relationships ${RELS}>${many(n, () => '<Relationship Id="r" Type="http://a/hyperlink" TargetMode="External" Target="http://a"/>')}</Relationships>` }) },
    { name: 'a.docx: content types', file: 'a.docx', build: (n) => wordOf('<w:p/>', { '[Content_Types].xml': TYPES.replace('</Types>', `${many(n, (at) => `<Override PartName="/word/x${at}.xml" ContentType="a"/>`)}</Types>`) }) },
    { name: 'a.docx: entries', file: 'a.docx', build: (n) => wordOf('<w:p/>', Object.fromEntries(Array.from({ length: n / 4 }, (_, at) => [`word/x${at}.xml`, '<a>甲</a>']))) },
    { name: 'a.docx: headers', file: 'a.docx', build: (n) => wordOf('<w:p/>', Object.fromEntries(Array.from({ length: n / 4 }, (_, at) => [`word/header${at}.xml`, `<w:hdr ${W}><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:hdr>`]))) },
    { name: 'a.docx: properties', file: 'a.docx', build: (n) => wordOf('<w:p/>', { 'docProps/custom.xml': `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">${many(n, (at) => `<property name="p${at}"><vt:lpwstr>a</vt:lpwstr></property>`)}</Properties>` }) },
    { name: 'a.docx: runs of one paragraph, one character each, alternately deleted', file: 'a.docx', build: (n) => wordOf(`<w:p>${'<w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>乙</w:delText></w:r></w:del>'.repeat(n)}</w:p>`) },
    { name: 'a.docx: cells of one row', file: 'a.docx', build: (n) => wordOf(`<w:tbl><w:tr>${'<w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>'.repeat(n)}</w:tr></w:tbl>`) },
    { name: 'a.docx: rows of one table', file: 'a.docx', build: (n) => wordOf(`<w:tbl>${'<w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr>'.repeat(n)}</w:tbl>`) },
    { name: 'a.docx: marks', file: 'a.docx', build: (n) => wordOf('<w:p><w:r><w:t>机密★5年</w:t></w:r></w:p>'.repeat(n)) },
  ]
}

function workbooks(): Construct[] {
  const S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const book = (rows: string, files: Readonly<Record<string, string>> = {}, sheets = '<sheet name="a" sheetId="1" r:id="r1"/>'): Uint8Array => zip({
    '[Content_Types].xml': TYPES, 'xl/workbook.xml': `<workbook ${S} ${R}><sheets>${sheets}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships ${RELS}><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet ${S} ${R}>${rows}</worksheet>`, ...files,
  })
  const made = (name: string, build: (n: number) => Uint8Array): Construct => ({ name: `a.xlsx: ${name}`, file: 'a.xlsx', build })
  const row = (at: number, cells: string): string => `<row r="${at + 1}">${cells}</row>`
  return [
    made('rows', (n) => book(`<sheetData>${many(n, (at) => row(at, `<c r="A${at + 1}" t="inlineStr"><is><t>甲</t></is></c>`))}</sheetData>`)),
    made('rows with ids', (n) => book(`<sheetData>${many(n, (at) => row(at, `<c r="A${at + 1}"><v>${13_800_000_000 + at}</v></c>`))}</sheetData>`)),
    made('cells of one row', (n) => book(`<sheetData><row r="1">${many(n, () => '<c t="inlineStr"><is><t>甲</t></is></c>')}</row></sheetData>`)),
    made('cells of one row out of order', (n) => book(`<sheetData><row r="1">${many(n, (at) => `<c r="${'ZYXWVUT'[at % 7]}1" t="inlineStr"><is><t>甲</t></is></c>`)}</row></sheetData>`)),
    made('the same row', (n) => book(`<sheetData>${many(n, () => row(0, '<c r="A1" t="inlineStr"><is><t>甲</t></is></c>'))}</sheetData>`)),
    made('rows out of order', (n) => book(`<sheetData>${many(n, (at) => row(n - at, `<c r="A${n - at}" t="inlineStr"><is><t>甲</t></is></c>`))}</sheetData>`)),
    made('shared strings', (n) => book(`<sheetData>${many(n, (at) => row(at, `<c t="s"><v>${at}</v></c>`))}</sheetData>`, { 'xl/sharedStrings.xml': `<sst ${S}>${'<si><t>甲</t></si>'.repeat(n)}</sst>` })),
    made('unused shared strings', (n) => book('', { 'xl/sharedStrings.xml': `<sst ${S}>${'<si><t>甲</t></si>'.repeat(n)}</sst>` })),
    made('runs of a shared string', (n) => book('', { 'xl/sharedStrings.xml': `<sst ${S}><si>${'<r><t>甲</t></r>'.repeat(n)}</si></sst>` })),
    made('merged cells', (n) => book(`<sheetData>${many(n, (at) => row(at, `<c r="A${at + 1}"><v>1</v></c>`))}</sheetData><mergeCells>${many(n, (at) => `<mergeCell ref="A${at + 1}:B${at + 1}"/>`)}</mergeCells>`)),
    made('hidden columns', (n) => book(`<cols>${many(n, (at) => `<col min="${at + 1}" max="${at + 1}" hidden="1"/>`)}</cols><sheetData>${many(n, (at) => row(at, `<c r="A${at + 1}"><v>1</v></c>`))}</sheetData>`)),
    made('wide columns', (n) => book(`<cols>${many(n, () => '<col min="1" max="16384" hidden="1"/>')}</cols><sheetData>${many(n, (at) => row(at, '<c><v>1</v></c>'))}</sheetData>`)),
    made('conditional formats', (n) => book(`<sheetData/>${many(n, () => '<conditionalFormatting sqref="A1"><cfRule><formula>"a"</formula></cfRule></conditionalFormatting>')}`)),
    made('validations', (n) => book(`<sheetData/><dataValidations>${many(n, () => '<dataValidation sqref="A1"><formula1>"甲"</formula1></dataValidation>')}</dataValidations>`)),
    made('links', (n) => book(`<sheetData/><hyperlinks>${many(n, (at) => `<hyperlink ref="A${at}" r:id="r${at}"/>`)}</hyperlinks>`, { 'xl/worksheets/_rels/sheet1.xml.rels': `<Relationships ${RELS}>${many(n, (at) => `<Relationship Id="r${at}" Type="http://a/hyperlink" TargetMode="External" Target="http://a${at}"/>`)}</Relationships>` })),
    made('sheets', (n) => book('', {}, many(n / 8, (at) => `<sheet name="s${at}" sheetId="${at}" r:id="r${at}"/>`))),
    made('names', (n) => book('', { 'xl/workbook.xml': `<workbook ${S} ${R}><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets><definedNames>${many(n, (at) => `<definedName name="n${at}">"甲"</definedName>`)}</definedNames></workbook>` })),
    made('comments', (n) => book(`<sheetData/>`, { 'xl/comments1.xml': `<comments ${S}><authors><author>a</author></authors><commentList>${many(n, (at) => `<comment ref="A${at + 1}" authorId="0"><text><t>甲</t></text></comment>`)}</commentList></comments>`,
      'xl/worksheets/_rels/sheet1.xml.rels': `<Relationships ${RELS}><Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/></Relationships>` })),
    made('formats', (n) => book(`<sheetData>${many(n, (at) => row(at, `<c s="${at}"><v>1</v></c>`))}</sheetData>`, { 'xl/styles.xml': `<styleSheet ${S}><numFmts>${many(n, (at) => `<numFmt numFmtId="${at + 200}" formatCode="&quot;甲&quot;0"/>`)}</numFmts><cellXfs>${many(n, (at) => `<xf numFmtId="${at + 200}"/>`)}</cellXfs></styleSheet>` })),
    made('a format of many sections', (n) => book('<sheetData><row><c s="1"><v>1</v></c></row></sheetData>', { 'xl/styles.xml': `<styleSheet ${S}><numFmts><numFmt numFmtId="200" formatCode="${'&quot;甲&quot;;'.repeat(n)}"/></numFmts><cellXfs><xf/><xf numFmtId="200"/></cellXfs></styleSheet>` })),
    ...['"', '[', '[$-', '\\', '_', '*', '0', '@', 'y', '&amp;', '&amp;C', '&amp;"a,b"', '{', '(', 'A1+', '"a"&amp;', "'a'!"].map((token) =>
      made(`formula and header ${JSON.stringify(token)}`, (n) => book(`<sheetData><row><c><f>${token.replaceAll('"', '&quot;').repeat(n)}</f><v>1</v></c></row></sheetData><headerFooter><oddHeader>${token.replaceAll('"', '&quot;').repeat(n)}</oddHeader></headerFooter>`))),
  ]
}

function otherPackages(): Construct[] {
  const A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
  const deck = (slides: (at: number) => string, n: number): Uint8Array => zip({
    '[Content_Types].xml': TYPES, 'ppt/presentation.xml': `<p:presentation ${A}/>`,
    ...Object.fromEntries(Array.from({ length: n }, (_, at) => [`ppt/slides/slide${at + 1}.xml`, `<p:sld ${A}><p:cSld><p:spTree>${slides(at)}</p:spTree></p:cSld></p:sld>`])),
  })
  const shape = '<p:sp><p:txBody><a:p><a:r><a:t>甲</a:t></a:r></a:p></p:txBody></p:sp>'
  const O = ['office', 'text', 'style', 'table', 'draw', 'fo', 'svg', 'meta', 'xlink'].map((prefix) => {
    const name = prefix === 'fo' ? 'xsl-fo-compatible' : prefix === 'svg' ? 'svg-compatible' : prefix === 'draw' ? 'drawing' : prefix
    return `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`
  }).join(' ')
  const odf = (body: string, styles = '', type = 'text'): Uint8Array => zip({
    mimetype: `application/vnd.oasis.opendocument.${type}`,
    'content.xml': `<office:document-content ${O}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:${type}>${body}</office:${type}></office:body></office:document-content>`,
  })
  const ofdPage = (objects: string): Uint8Array => zip({
    'OFD.xml': '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
    'Doc_0/Document.xml': '<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/P.xml"/></ofd:Pages></ofd:Document>',
    'Doc_0/Pages/P.xml': `<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>${objects}</ofd:Layer></ofd:Content></ofd:Page>`,
  })
  const drawn = (x: number, y: number): string => `<ofd:TextObject ID="9" Boundary="${x} ${y} 9 9" Font="1" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="1">甲</ofd:TextCode></ofd:TextObject>`
  const epub = (n: number): Uint8Array => zip({
    mimetype: 'application/epub+zip', 'META-INF/container.xml': '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>',
    'a.opf': `<package xmlns="http://www.idpf.org/2007/opf"><manifest>${many(n / 8, (at) => `<item id="i${at}" href="c${at}.xhtml" media-type="application/xhtml+xml"/>`)}</manifest><spine>${many(n / 8, (at) => `<itemref idref="i${at}"/>`)}</spine></package>`,
    ...Object.fromEntries(Array.from({ length: n / 8 }, (_, at) => [`c${at}.xhtml`, '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>甲</p></body></html>'])),
  })
  const made = (file: string, name: string, build: (n: number) => Uint8Array): Construct => ({ name: `${file}: ${name}`, file, build })
  return [
    made('a.pptx', 'slides', (n) => deck(() => shape, n / 8)),
    made('a.pptx', 'shapes of one slide', (n) => deck(() => shape.repeat(n), 1)),
    made('a.pptx', 'nested groups', (n) => deck(() => '<p:grpSp>'.repeat(n), 1)),
    made('a.pptx', 'runs', (n) => deck(() => `<p:sp><p:txBody><a:p>${'<a:r><a:t>甲</a:t></a:r>'.repeat(n)}</a:p></p:txBody></p:sp>`, 1)),
    made('a.pptx', 'cells', (n) => deck(() => `<p:graphicFrame><a:tbl>${'<a:tr><a:tc><a:txBody><a:p><a:r><a:t>机</a:t></a:r></a:p></a:txBody></a:tc></a:tr>'.repeat(n)}</a:tbl></p:graphicFrame>`, 1)),
    made('a.odt', 'paragraphs', (n) => odf('<text:p>甲</text:p>'.repeat(n))),
    made('a.odt', 'spans', (n) => odf(`<text:p>${'<text:span>甲</text:span>'.repeat(n)}</text:p>`)),
    made('a.odt', 'nested spans', (n) => odf(`<text:p>${'<text:span>甲'.repeat(n)}</text:p>`)),
    made('a.odt', 'spaces', (n) => odf(`<text:p>${'<text:s text:c="9"/>'.repeat(n)}</text:p>`)),
    made('a.odt', 'tracked changes', (n) => odf(`<text:tracked-changes>${many(n, (at) => `<text:changed-region text:id="c${at}"><text:deletion><text:p>甲</text:p></text:deletion></text:changed-region>`)}</text:tracked-changes>${many(n, (at) => `<text:p>a<text:change text:change-id="c${at}"/></text:p>`)}`)),
    made('a.odt', 'tracked changes in one paragraph', (n) => odf(`<text:tracked-changes>${many(n, (at) => `<text:changed-region text:id="c${at}"><text:deletion><text:p>甲</text:p></text:deletion></text:changed-region>`)}</text:tracked-changes><text:p>${many(n, (at) => `a<text:change text:change-id="c${at}"/>`)}</text:p>`)),
    made('a.odt', 'one deletion at many places', (n) => odf(`<text:tracked-changes><text:changed-region text:id="c"><text:deletion>${'<text:p>甲</text:p>'.repeat(n)}</text:deletion></text:changed-region></text:tracked-changes>${'<text:p><text:change text:change-id="c"/></text:p>'.repeat(n)}`)),
    made('a.odt', 'styles in a ring, used', (n) => odf(many(n, (at) => `<text:p text:style-name="s${at}">甲</text:p>`), many(n, (at) => `<style:style style:name="s${at}" style:family="paragraph" style:parent-style-name="s${(at + 1) % n}"/>`))),
    made('a.odt', 'notes', (n) => odf('<text:p>a<text:note><text:note-body><text:p>甲</text:p></text:note-body></text:note></text:p>'.repeat(n))),
    made('a.ods', 'rows', (n) => odf(`<table:table table:name="a">${'<table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row>'.repeat(n)}</table:table>`, '', 'spreadsheet')),
    made('a.ods', 'repeated rows', (n) => odf(`<table:table table:name="a">${'<table:table-row table:number-rows-repeated="1000"><table:table-cell table:number-columns-repeated="1000"><text:p>甲</text:p></table:table-cell></table:table-row>'.repeat(n / 8)}</table:table>`, '', 'spreadsheet')),
    made('a.ods', 'cells of one row', (n) => odf(`<table:table table:name="a"><table:table-row>${'<table:table-cell><text:p>甲</text:p></table:table-cell>'.repeat(n)}</table:table-row></table:table>`, '', 'spreadsheet')),
    made('a.ods', 'nested tables', (n) => odf('<table:table><table:table-row><table:table-cell>'.repeat(n), '', 'spreadsheet')),
    made('a.ofd', 'texts of one page', (n) => ofdPage(many(n / 4, (at) => drawn(at % 200, at % 290)))),
    made('a.ofd', 'texts at one place', (n) => ofdPage(drawn(1, 1).repeat(n / 4))),
    made('a.ofd', 'texts under paths', (n) => ofdPage(many(n / 8, (at) => `${drawn(at % 200, at % 290)}<ofd:PathObject ID="8" Boundary="${at % 200} ${at % 290} 9 9" Fill="true" Stroke="false"><ofd:FillColor Value="0 0 0"/><ofd:AbbreviatedData>M 0 0 L 9 0 L 9 9 L 0 9 C</ofd:AbbreviatedData></ofd:PathObject>`))),
    made('a.ofd', 'a long text', (n) => ofdPage(`<ofd:TextObject ID="9" Boundary="0 0 200 200" Font="1" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="g ${n} 1">${'甲'.repeat(n)}</ofd:TextCode></ofd:TextObject>`)),
    made('a.ofd', 'a path', (n) => ofdPage(`<ofd:PathObject ID="8" Boundary="0 0 9 9"><ofd:AbbreviatedData>${'M 0 0 L 1 1 '.repeat(n)}</ofd:AbbreviatedData></ofd:PathObject>`)),
    made('a.ofd', 'nested blocks', (n) => ofdPage('<ofd:PageBlock>'.repeat(n))),
    made('a.epub', 'chapters', epub),
  ]
}

function archives(): Construct[] {
  const made = (file: string, name: string, build: (n: number) => Uint8Array): Construct => ({ name: `${file}: ${name}`, file, build })
  const listed = (n: number, name: (at: number) => string): Uint8Array => zip(Array.from({ length: n }, (_, at) => ({ name: name(at), data: 'a' })))
  return [
    made('a.zip', 'entries', (n) => listed(n / 8, (at) => `a${at}.txt`)),
    made('a.zip', 'entries of one name', (n) => listed(n / 8, () => 'a.txt')),
    made('a.zip', 'folders', (n) => listed(n / 8, (at) => `${'a/'.repeat(at % 50)}${at}.txt`)),
    ...repeated('b.zip', (body) => `PK\x03\x04${body}`, ['PK', 'PK\x01\x02', 'PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08', 'PK\x05\x06\0\0\0\0']),
    made('a.doc', 'streams', (n) => compound(Object.fromEntries(Array.from({ length: n / 16 }, (_, at) => [`s${at}`, Buffer.from('甲')])))),
  ]
}

/** Bytes that no reader knows. */
function values(): Construct[] {
  const made = (name: string, build: (n: number) => Uint8Array): Construct => ({ name: `a.bin: ${name}`, file: 'a.bin', build })
  return [
    made('zeros', (n) => Buffer.alloc(n * 8)),
    made('short runs', (n) => Buffer.from(`\0\x01\x02\xff${'abc\0'.repeat(n)}`, 'latin1')),
    made('long runs of two encodings', (n) => Buffer.from(`\0\x01\x02\xff${'a\0b\0c\0d\0e\0\xff\xfe'.repeat(n)}`, 'latin1')),
    made('high bytes', (n) => Buffer.alloc(n * 8, 0xd0)),
    made('bytes of GBK', (n) => Buffer.from(`\0\x01\x02\xff${'\xbb\xfa\xc3\xdc'.repeat(n)}`, 'latin1')),
    made('escapes', (n) => Buffer.from(`\0\x01${'\x1b$B'.repeat(n)}`, 'latin1')),
  ]
}
