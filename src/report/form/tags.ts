/** The tags of a form: names of values, and lists with the tags that may stand inside them. */
export interface FormTags {
  readonly [tag: string]: FormTags | null
}

/** The tags of a review form. `{标题}` is a value; `{#发现}…{/发现}` is repeated for each item of a list. */
export const FORM_TAGS: FormTags = {
  标题: null, 文号: null, 签发人: null, 成文日期: null, 公开属性: null, 文件名: null, 格式: null, 大小: null, 摘要: null, 规则集: null,
  程序: null, 版本: null, 检查日期: null,
  结论: null, 结论说明: null, 检查范围: null, 有发现: {}, 发现概要: null, 说明: null,
  建议: { '.': null },
  未检查: { 部位: null, 原因: null },
  类别: {
    类别名: null,
    发现: { 序号: null, 级别: null, 事项: null, 密级: null, 内容: null, 位置: null, 依据: null, 理由: null, 处置: null },
  },
  审签: { 序号: null, 名称: null },
}

/** All tags in one line, for error messages. */
export function tagList(tags: FormTags = FORM_TAGS): string {
  return Object.entries(tags).map(([tag, inner]) =>
    inner === null ? `{${tag}}` : `{#${tag}}${tagList(inner)}{/${tag}}`).join(' ')
}
