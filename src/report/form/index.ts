export { fillTemplate } from './fill-template.js'
export { formValues, type FormOptions } from './form-values.js'
export { FORM_TAGS, type FormTags } from './tags.js'
