import { Type, type TSchema } from '@sinclair/typebox'
import { ACCOUNT_BODY, FACTOR_BODY, IDENTITY_BODY, INVITATION_BODY, SIGN_IN_BODY } from '../../shared/domain/account.ts'
import { DIMENSION_USE_BODY } from '../../shared/domain/dimension-use.ts'
import { EXPORT_BODY, VISIT_BODY } from './audit.ts'
import { APPROVAL_BODY } from './devices.ts'
import { THRESHOLD_BODY, THRESHOLD_DECISION_BODY } from '../../shared/domain/threshold-act.ts'
import type { ApiPath } from './api-paths.ts'

const answer = { type: 'application/json', schema: Type.Object({}, { additionalProperties: true }) }

function read(path: string, zh: string, en: string): ApiPath {
  return { path, method: 'get', zh, en, query: {}, answer, problems: [401, 403] }
}

function act(path: string, zh: string, en: string, schema?: TSchema): ApiPath {
  const body = schema === undefined ? {} : { body: { 'application/json': schema } }
  return { path, method: 'post', zh, en, query: {}, ...body, answer, problems: [400, 401, 403, 404, 409] }
}

/** The calls of signing in, accounts and sessions; all but the first and the thresholds exist with `--sign-in on` alone. */
export const ACCESS_PATHS: readonly ApiPath[] = [
  read('/api/v1/session', '是否须登录、当前账号及其权限', 'Whether sign-in is on, who asks and what it may'),
  act('/api/v1/sign-in', '登录', 'Sign in', SIGN_IN_BODY),
  act('/api/v1/sign-out', '退出', 'Sign out'),
  act('/api/v1/invitation', '凭一次性链接设定口令', 'Set a password by a one-time link', INVITATION_BODY),
  {
    ...act('/api/v1/oidc', '经统一身份登录或接受邀请', 'Begin at the identity provider', IDENTITY_BODY),
    problems: [400, 404, 429, 503],
  },
  {
    ...read('/api/v1/oidc/callback', '统一身份返回处，转往大屏或登录页', 'Where the identity provider sends the browser back to'),
    query: { code: Type.Optional(Type.String()), state: Type.Optional(Type.String()) },
    status: 302,
  },
  act('/api/v1/session/second-factor', '申请第二因素', 'Ask for a second factor'),
  act('/api/v1/session/second-factor/confirm', '确认第二因素', 'Confirm the second factor', FACTOR_BODY),
  read('/api/v1/accounts', '账号', 'Accounts'),
  act('/api/v1/accounts', '新建账号', 'Make an account', ACCOUNT_BODY),
  act('/api/v1/accounts/{account}/grant', '授予角色', 'Grant the role'),
  act('/api/v1/accounts/{account}/disable', '停用账号', 'Disable an account'),
  act('/api/v1/accounts/{account}/invite', '重发链接或令牌', 'A new link or token'),
  {
    ...read('/api/v1/audit', '审计记录，新的在前', 'The audit trail, newest first'),
    query: { before: Type.Optional(Type.Integer({ minimum: 0, description: 'number of a row; those before it' })) },
  },
  act('/api/v1/audit/verify', '核验审计链', 'Reckon the audit trail anew'),
  read('/api/v1/thresholds', '告警规则的阈值与变更', 'Thresholds of the alarm rules, and what was changed of them'),
  act(
    '/api/v1/thresholds',
    '提出阈值变更,须第二人批准',
    'Propose another threshold; a second person approves it',
    THRESHOLD_BODY,
  ),
  act(
    '/api/v1/thresholds/{id}/{decision}',
    '批准或否决阈值变更(approve reject)',
    'approve or reject a proposed threshold',
    THRESHOLD_DECISION_BODY,
  ),
  act(
    '/api/v1/dimension-uses',
    '批准或撤回指标用于其他图层',
    'Approve that a dimension serves in another layer, or withdraw it',
    DIMENSION_USE_BODY,
  ),
  act('/api/v1/exports', '登记导出', 'Say what was exported', EXPORT_BODY),
  act('/api/v1/visits', '登记参观', 'Enter a visit', VISIT_BODY),
  act('/api/v1/devices', '无人值守屏申请接入', 'An unattended screen asks to be let in'),
  read('/api/v1/devices/own', '本屏的接入状态', 'How the screen that asks stands'),
  act('/api/v1/devices/own/renew', '更换本屏令牌', 'Another token for the screen that asks'),
  read('/api/v1/devices', '无人值守屏', 'Unattended screens'),
  act('/api/v1/devices/approve', '按屏上代码批准', 'Approve by the code a screen shows', APPROVAL_BODY),
  act('/api/v1/devices/{id}/revoke', '撤销', 'Revoke a screen'),
  read('/api/v1/fleet', '各屏运行情况', 'What each screen last said of itself'),
  read('/api/v1/sessions', '会话', 'Sessions'),
  act('/api/v1/sessions/{id}/end', '结束会话', 'End a session'),
]
