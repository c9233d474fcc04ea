/** Characters of a password, at least. */
export const SHORTEST_PASSWORD = 12
