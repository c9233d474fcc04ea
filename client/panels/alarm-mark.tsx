/** The diamond of our own alarms with its level as an arabic numeral; never a warning's square. */
export function AlarmMark({ level }: { readonly level: number }) {
  return (
    <i className={`alarm-mark level-${level}`} aria-hidden="true">
      <span>{level}</span>
    </i>
  )
}
