/** What was configured cannot be used; the message is one line of what, where, how to mend. Ends with exit code 2. OP5 */
export class WrongConfiguration extends Error {}
