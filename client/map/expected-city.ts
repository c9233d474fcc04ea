import { openCity, type OpenedCity } from './city-bundle.ts'

let coming: Promise<OpenedCity | undefined> | undefined

/** Where the server keeps the city. */
export const cityBase = () => new URL('./', document.baseURI).href

/** Asks for the city's names and outlines while the code that draws them is still on its way. */
export function expectCity(): void {
  if (coming !== undefined) return
  const asked = openCity(cityBase())
  coming = asked
  asked.catch(() => {
    if (coming === asked) coming = undefined
  })
}

/** What was asked for; the first that opens the city takes it. */
export function takeExpected(): Promise<OpenedCity | undefined> | undefined {
  const taken = coming
  coming = undefined
  return taken
}
