// Named imports, so that the bundle takes these three prompts and not their editors; read only when a question is asked.
export { confirm, input, select } from '@inquirer/prompts';
