import './dead-man.css'

/**
 * Re-arms the sheet that greys what lies under it after five seconds: the delay of its animation starts anew.
 * Nothing else can hold the sheet back, so a frozen main thread cannot. SC6
 */
export function rearm(sheet: HTMLElement): void {
  const was = sheet.classList.contains('is-a')
  sheet.classList.toggle('is-a', !was)
  sheet.classList.toggle('is-b', was)
}
