import { officialDocument, row, type Case } from '../case.js'

const news = (...sentences: string[]) => officialDocument({ number: '', title: '云泽县融媒体中心消息', body: sentences })

/** Public text that looks like a secret to a word list. All must be clear. */
export const trapCases: readonly Case[] = [
  row('clear-plain-notice', 'txt', 'An ordinary notice.', officialDocument()),
  row('clear-accident-drones', 'txt', '无人机|密集 holds 机密.', news('演练现场无人机密集起降，秩序井然。', '两架战机密集编队通过上空。')),
  row('clear-accident-computer-password', 'txt', '计算机|密码 holds 机密.', news('请妥善保管计算机密码，定期更换手机密码。')),
  row('clear-accident-isolated', 'txt', '隔绝|密闭 and 拒绝|密切 hold 绝密.', news('作业前应隔绝密闭空间的气源，严禁拒绝密切配合检查。')),
  row('clear-accident-secretary', 'txt', '秘书 and 书记 are no 秘密.', news('副秘书长、办公室秘书密集走访了三个乡镇。')),
  row('clear-law-lists-levels', 'txt', 'A law lists the levels.', officialDocument({ title: '保密知识问答', body: ['国家秘密的密级分为绝密、机密、秘密三级。', '绝密级国家秘密是最重要的国家秘密，机密级次之。'] })),
  row('clear-training-explains-mark', 'txt', 'A training text explains the mark in quotation marks.', officialDocument({ title: '保密宣传教育', body: ['国家秘密标志的形式为“密级★保密期限”，例如“机密★20年”。', '纸介质载体应当在首页左上角标注“秘密★10年”字样。'] })),
  row('clear-title-of-a-film', 'txt', 'A title in title marks.', news('晚间放映影片《绝密较量》，《机密档案》下周上映。')),
  row('clear-secrecy-work-news', 'txt', 'News about secrecy work.', news('全县保密工作会议召开，强调严守国家秘密，严防失泄密。', '会议指出，泄露国家秘密的，依法追究责任。')),
  row('clear-markdown-bold', 'md', 'Markdown bold is no star.', '# 部署说明\n\n- **客户端机密**：由管理员生成。\n- **非机密**信息可以缓存。\n- **秘密** 轮换周期为 20年 以内。\n'),
  row('clear-markdown-list-of-levels', 'md', 'A list of levels in a guide is an enumeration.', '# 分级\n\n密级包括：绝密、机密、秘密。\n'),
  row('clear-japanese-star', 'txt', '☆ is not the star of a mark.', news('歌曲《秘密☆花园》获奖，曲目“秘密☆约定”也广受欢迎。')),
  row('clear-invoice-cipher-area', 'txt', '密码区 on an invoice.', '增值税电子普通发票\n密码区：03-7>2/+5*<18\n价税合计：伍佰元整\n'),
  row('clear-internal-publication', 'txt', '内部资料性出版物 is a kind of publication.', officialDocument({ title: '内部资料性出版物管理办法解读', body: ['编印内部资料性出版物应当申领准印证。', '单位应当完善内部控制制度。'] })),
  row('clear-disclosure-regulation', 'txt', 'The regulation itself says 不予公开 in its sentences.', officialDocument({ title: '政府信息公开工作指南', body: ['依法确定为国家秘密的政府信息，不予公开。', '申请人可以依申请公开渠道获取政府信息，行政机关决定不予公开的，应当说明理由。'] })),
  row('clear-public-release-line', 'txt', '此件公开发布 is the good sign.', officialDocument({ tail: ['（此件公开发布）'] })),
  row('clear-open-telegram', 'txt', '明电 is an open telegram.', officialDocument({ number: '云泽政办明电〔2025〕9号' })),
  row('clear-number-with-machine', 'txt', 'A document number of the machinery bureau and of a cipher-law unit.', officialDocument({ number: '云机管发〔2025〕4号' })),
  row('clear-secret-in-literature', 'txt', '秘密 as an everyday word.', news('他向记者透露了高产的秘密：选良种、勤管护。', '长寿的秘密是什么？')),
  row('clear-draft-for-comment', 'txt', 'A draft published for comment is public by purpose.', officialDocument({ title: '云泽县城市绿化管理办法（征求意见稿）', body: ['现面向社会公开征求意见，欢迎提出建议。'] })),
  row('clear-non-secret-declaration', 'txt', '非涉密 and 不涉密 say that nothing is secret.', officialDocument({ body: ['本项目为非涉密项目，公开内容不涉及国家秘密、工作秘密。'] })),
  row('clear-english-secret', 'txt', 'An English text about a secret garden.', 'The Secret Garden\n\nA confidential tone, a top secretary, and no secrets at all.\n'),
  row('clear-gbk-notice', 'txt', 'A notice with traditional characters.', officialDocument({ title: '關於召開座談會的通知', body: ['請各單位準時出席。'] })),
  row('clear-csv-budget', 'csv', 'A public budget table.', '科目,预算数（万元）,决算数（万元）\n一般公共服务支出,12345.67,12001.30\n公共安全支出,2345.60,2300.15\n'),
  row('clear-html-page', 'html', 'An ordinary page of a government site.', '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>县政府召开常务会议</title></head><body><h1>县政府召开常务会议</h1><p>会议研究了防汛抗旱工作。</p></body></html>\n'),
]
