import { createHash, createSign, generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the provider does wrong on purpose. */
export type Wrong = 'away' | 'away at last' | 'nonce' | 'audience' | 'expired' | 'signature' | undefined

/** A small OpenID provider on loopback that lets everybody in as `subject`, with PKCE, a client secret and RS256. */
export interface TestProvider {
  readonly issuer: string
  subject: string
  wrong: Wrong
  /** What the ID token held besides what is needed: a wall is to keep none of it. */
  readonly person: { readonly name: string; readonly email: string }
  close(): Promise<void>
}

const CLIENT = { id: 'wall', secret: 'a client secret' }
const base64 = (value: object | Buffer) =>
  (value instanceof Buffer ? value : Buffer.from(JSON.stringify(value))).toString('base64url')

interface Begun {
  readonly challenge: string
  readonly nonce: string
  readonly redirect: string
}

export async function startProvider(): Promise<TestProvider> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const begun = new Map<string, Begun>()
  const provider: { -readonly [K in keyof TestProvider]: TestProvider[K] } = {
    issuer: '',
    subject: 'person-1',
    wrong: undefined,
    person: { name: '张三', email: 'zhang.san@example.com' },
    close: () => new Promise((done) => http.close(() => done())),
  }
  const json = (response: ServerResponse, body: object, status = 200) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  const token = ({ nonce }: Begun): string => {
    const { wrong, subject, issuer, person } = provider
    const now = Math.floor(Date.now() / 1000)
    const [aud, exp] = [wrong === 'audience' ? 'another' : CLIENT.id, wrong === 'expired' ? now - 600 : now + 60]
    const claims = { iss: issuer, sub: subject, aud, exp, iat: now - 1, nonce: wrong === 'nonce' ? 'another' : nonce, ...person }
    const signed = `${base64({ alg: 'RS256', kid: 'k', typ: 'JWT' })}.${base64(claims)}`
    const key = wrong === 'signature' ? other.privateKey : keys.privateKey
    return `${signed}.${base64(createSign('RSA-SHA256').update(signed).sign(key))}`
  }
  const authorize = (url: URL, response: ServerResponse) => {
    const asked = (name: string) => url.searchParams.get(name) ?? ''
    const code = `code-${begun.size + 1}`
    begun.set(code, { challenge: asked('code_challenge'), nonce: asked('nonce'), redirect: asked('redirect_uri') })
    const back = new URL(asked('redirect_uri'))
    back.searchParams.set('code', code)
    back.searchParams.set('state', asked('state'))
    response.writeHead(302, { location: back.href }).end()
  }
  const exchange = async (request: IncomingMessage, response: ServerResponse) => {
    const form = new URLSearchParams(await textOf(request))
    const login = begun.get(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const basic = `Basic ${Buffer.from(`${CLIENT.id}:${encodeURIComponent(CLIENT.secret).replaceAll('%20', '+')}`).toString('base64')}`
    const fits =
      login?.challenge === challenge && login.redirect === form.get('redirect_uri') && request.headers.authorization === basic
    if (!fits) return json(response, { error: 'invalid_grant' }, 400)
    json(response, { access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: token(login) })
  }
  const http = createServer((request, response) => {
    const url = new URL(request.url ?? '/', provider.issuer)
    if (provider.wrong === 'away') return void response.writeHead(503).end()
    if (url.pathname === '/authorize') return authorize(url, response)
    if (url.pathname === '/token' && provider.wrong === 'away at last') return void response.destroy()
    if (url.pathname === '/token') return void exchange(request, response)
    if (url.pathname === '/jwks') {
      const jwk = keys.publicKey.export({ format: 'jwk' })
      return json(response, { keys: [{ ...jwk, kid: 'k', use: 'sig', alg: 'RS256' }] })
    }
    const at = (path: string) => new URL(path, provider.issuer).href
    json(response, {
      issuer: provider.issuer,
      authorization_endpoint: at('/authorize'),
      token_endpoint: at('/token'),
      jwks_uri: at('/jwks'),
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
    })
  })
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done))
  provider.issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  return provider
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
