import type { Category } from '../../../src/model/index.js'
import { officialDocument, row, type Case } from '../case.js'

/** Folder, subject, category, the line at the end of a document, expected match. */
type Row = readonly [`review-${string}`, string, Category, string, string]

const FOUND: readonly Row[] = [
  ['review-password-initial', 'An initial password written out.', 'credential', '初始密码：abc12345', 'abc12345'],
  ['review-password-in-sentence', 'A password in a sentence.', 'credential', '系统登录密码为123456，请首次登录后修改。', '123456'],
  ['review-password-english', 'A password in a setting.', 'credential', 'db: password=hunter2', 'hunter2'],
  ['review-password-spaced', 'A password under a letter-spaced label.', 'credential', '密 码 ： 888888', '888888'],
  ['review-intranet-oa', 'The intranet address of an office system.', 'credential', '登录地址：http://10.32.1.5:8080/oa', '10.32.1.5'],
  ['review-intranet-share', 'An intranet share.', 'credential', '材料请上传至 ftp://192.168.8.20/share', '192.168.8.20'],
  ['review-intranet-172', 'An intranet address of the middle range.', 'credential', '平台：https://172.20.3.4/login', '172.20.3.4'],
  ['review-intranet-bare', 'An intranet address, recognised by the words around it.', 'credential', '数据库服务器IP地址为10.32.1.6，请勿外联。', '10.32.1.6'],
  ['review-intranet-table', 'An inventory of servers with their addresses.', 'credential', '主机名\tIP地址\nweb01\t10.32.1.7', '10.32.1.7'],
  ['review-default-password', 'A default password without a colon.', 'credential', '账号为姓名全拼，默认密码123456。', '123456'],
  ['review-default-password-rule', 'A default password that follows from an identity number.', 'credential', '初始密码为身份证号后六位。', '身份证号后六位'],
  ['review-connection-string', 'The connection string of a database.', 'credential', 'jdbc:mysql://db.example.cn:3306/oa?user=root&password=Abc', 'Abc'],
  ['review-connection-user', 'An address with the account in it.', 'credential', 'mongodb://admin:secretword@db.example.cn:27017', 'secretword'],
  ['review-access-token', 'A token in an address.', 'credential', 'https://api.example.cn/v1/list?access_token=9f8e7d6c5b4a3f2e', '9f8e7d6c5b4a3f2e'],
  ['review-draft-submitted', 'A draft submitted for review.', 'process', '（送审稿）', '送审稿'],
  ['review-draft-discussion', 'A draft for discussion.', 'process', '讨论稿', '讨论稿'],
  ['review-draft-bracketed', 'A draft that is not final.', 'process', '【未定稿】', '未定稿'],
  ['review-draft-internal-comment', 'A draft for comment within the office.', 'process', '（内部征求意见稿）', '内部征求意见稿'],
  ['review-form-approval', 'A form of approval.', 'process', '呈批件', '呈批件'],
  ['review-form-reading', 'A reading form.', 'process', '文件处理单', '文件处理单'],
  ['review-form-instruction', 'A leader’s instruction.', 'process', '领导批示：同意，请抓紧办理。', '领导批示'],
  ['review-form-proposal', 'A clerk’s proposal.', 'process', '拟办意见：请办公室阅处。', '拟办意见'],
  ['review-commercial-label', 'A label of a commercial secret.', 'trade-secret', '【商业秘密】', '商业秘密'],
  ['review-commercial-level', 'An ordinary commercial secret, labelled as a level.', 'trade-secret', '密级：普通商密', '普通商密'],
  ['review-purchase-base-price', 'The base price of a purchase.', 'trade-secret', '采购底价：98000元', '采购底价'],
  ['review-bids-sealed', 'Not to be opened before the bids are.', 'trade-secret', '（开标前不得拆封）', '开标前不得拆封'],
]

/** Must not be published as it is. */
const BLOCKED: readonly (readonly [`block-${string}`, string, string, string])[] = [
  ['block-private-key', 'A private key.', '-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAsynthetic', '-----BEGIN RSA PRIVATE KEY'],
  ['block-access-key', 'A key of a cloud service.', 'AccessKeyId: LTAI0000abcd1111efgh2222', 'LTAI0000abcd1111efgh2222'],
  ['block-code-host-token', 'A token of a code host.', 'git clone https://ghp_0123456789abcdefghij0123456789abcdef@code.example.cn/a.git',
    'ghp_0123456789abcdefghij0123456789abcdef'],
  ['block-web-token', 'A signed web token.', 'token: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzeW50aGV0aWMifQ.c3ludGhldGljLXNpZ25hdHVyZQ00',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzeW50aGV0aWMifQ.c3ludGhldGljLXNpZ25hdHVyZQ00'],
]

const PASSED: readonly (readonly [`clear-${string}`, string, string])[] = [
  ['clear-password-advice', 'Advice about passwords.', '密码由系统管理员统一设置，请妥善保管。'],
  ['clear-meeting-password', 'The password of an open meeting.', '腾讯会议密码：123456'],
  ['clear-default-password-advice', 'Advice about default passwords.', '首次登录请及时修改默认密码，严禁使用弱口令。'],
  ['clear-private-ranges', 'Ranges of private addresses, and what every router comes with.', '私有地址段为10.0.0.0/8和192.168.0.0/16，路由器出厂地址192.168.1.1。'],
  ['clear-firmware-version', 'A version of four numbers.', '固件版本10.32.1.5已发布。'],
  ['clear-connection-template', 'The form of a connection string, without an account.', '连接串格式：jdbc:mysql://host:port/database'],
  ['clear-key-example', 'The key that manuals show.', '示例：AKIAIOSFODNN7EXAMPLE'],
  ['clear-public-address', 'A public address.', '详见 https://www.example.gov.cn/10.html'],
  ['clear-server-version', 'A version that looks like an address.', '版本 10.2.1 已上线'],
  ['clear-draft-spoken-of', 'A draft is spoken of.', '法制机构对规章送审稿进行审查后报常务会议。'],
  ['clear-draft-in-title', 'A draft’s title in title marks.', '会上就《停车管理办法（讨论稿）》作了说明。'],
  ['clear-minutes-spoken-of', 'Minutes are spoken of.', '会议纪要由办公室负责印发。'],
  ['clear-instruction-spoken-of', 'Leaders’ instructions are spoken of.', '认真落实领导批示精神，加快项目进度。'],
  ['clear-no-base-price', 'There is no base price.', '标底：不设标底'],
  ['clear-commercial-spoken-of', 'Commercial secrets in a law’s sentence.', '不得泄露国家秘密、商业秘密和个人隐私。'],
  ['clear-commercial-explained', 'A commercial mark explained.', '例如，标注“核心商密★10年”的文件由专人管理。'],
]

/** Content of internal documents: credentials, drafts, approval forms, commercial secrets. */
export const internalCases: readonly Case[] = [
  ...FOUND.map(([folder, about, category, line, match]) =>
    row(folder, 'txt', about, officialDocument({ tail: [line] }), { findings: [{ category, severity: 'review', match }] })),
  ...BLOCKED.map(([folder, about, line, match]) =>
    row(folder, 'txt', about, officialDocument({ tail: [line] }), { findings: [{ category: 'credential', severity: 'block', match }] })),
  ...PASSED.map(([folder, about, line]) => row(folder, 'txt', about, officialDocument({ tail: [line] }))),
]
