import { useEffect, useState } from 'react'
import { every } from '../../observe/timers.ts'
import { read, send } from './access-calls.ts'
import { useWords } from './words.ts'

const ASK_EVERY_MS = 3_000

/** A device as the server knows it. */
interface OwnDevice {
  readonly state: 'waiting' | 'approved' | 'unknown'
  readonly code?: string
}

/** `/enrol`: an unattended screen shows its code until somebody with the right approves it; nothing of a wall is on it. DV1 DV2 */
export function EnrolPage() {
  const say = useWords()
  const [code, setCode] = useState('')
  useEffect(() => {
    window.localStorage.clear()
    window.sessionStorage.clear()
    const look = async () => {
      const own = await read<OwnDevice>('devices/own')
      const device = own.ok && own.value.state === 'unknown' ? await send<OwnDevice>('devices') : own
      if (!device.ok) return
      if (device.value.state === 'approved') window.location.replace(`kiosk${window.location.search}`)
      setCode(device.value.code ?? '')
    }
    void look()
    return every(ASK_EVERY_MS, () => void look())
  }, [])
  return (
    <>
      <p>{say('enrolHow')}</p>
      <output className="device-code number" aria-live="polite">
        {code}
      </output>
      <p className="note">{say('enrolWait')}</p>
    </>
  )
}
