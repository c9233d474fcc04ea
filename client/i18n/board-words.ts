import { named, type Named } from './words.ts'

/** Words of the source board alone; they come with its page, so that the desk does not carry them. */
export const BOARD_WORDS = {
  title: named('数据源看板', 'Source board'),
  count: named('{n} 个来源 · {m} 个数据维度', '{n} sources · {m} dimensions'),
  troubled: named('{n} 项滞后或中断', '{n} late or silent'),
  calm: named('全部按时', 'all on time'),
  desk: named('返回大屏', 'Back to the wall'),
  onlyTroubled: named('只看异常', 'Only late or silent'),
  until: named('授权至 {day}', 'authorised until {day}'),
  noEnd: named('未登记授权期限的来源 {n} 个', '{n} sources without a registered end of authorisation'),
  today: named('今日 {n} 条', '{n} today'),
  spoils: named('影响 {n} 项指标', 'spoils {n} figures'),
  personal: named(
    '拒收疑似个人信息 {n} 条 · 字段 {fields} · 最近 {time}',
    '{n} refused as personal data · field {fields} · last {time}',
  ),
  otherField: named('契约外字段', 'not of the contract'),
  limit: named('{age} / 限 {limit}', '{age} / limit {limit}'),
  places: named('到达 {n}/{m} 处', '{n}/{m} places'),
  neverRead: named('尚无读数', 'never read'),
  loading: named('正在读取数据源', 'Reading the sources'),
  failed: named('暂时读不到数据源，每 5 秒再试', 'The sources cannot be read just now; trying every 5 seconds'),
  illustrative: named('维度为示意，不代表任何单位的真实接入', "Dimensions are illustrative, not any office's real connections"),
} as const satisfies Record<string, Named>
