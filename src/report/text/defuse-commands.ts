/**
 * Makes lines harmless that a build server would take for commands: GitHub Actions and Gitea obey lines that begin with
 * `::`, white space aside, and `##[` anywhere in a line; Azure Pipelines obeys `##vso[`, TeamCity `##teamcity[`. A
 * backslash keeps them readable. Cost: linear.
 */
export function defuseCommands(text: string): string {
  return text.replace(LINE_COMMAND, '$1$2\\::').replace(/##(?=\w*\[)/g, '#\\#')
}

/** Colours may stand before it too. */
const LINE_COMMAND = /(^|[\n\r\u0085\u2028\u2029])((?:[^\S\n\r\u2028\u2029]|\u001b\[[0-9;]*m)*)::/g
