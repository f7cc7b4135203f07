/** Forms by which makers mark their tokens, so that they are found where they should not be. */
const FORMS: readonly string[] = [
  // private keys of TLS, SSH, PGP, PuTTY, age
  '-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----',
  'PuTTY-User-Key-File-\\d',
  'AGE-SECRET-KEY-1[A-Z0-9]{20,}',
  // JWT: https://www.rfc-editor.org/rfc/rfc7519, and JWE
  '\\beyJ[\\w-]{8,}\\.(?:eyJ[\\w-]{8,}\\.[\\w-]{8,}|[\\w-]*\\.[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]{8,})',
  // GitHub, GitLab, Bitbucket, Atlassian, npm, PyPI, Docker, RubyGems, Hex's CI
  '\\bgh[pousr]_[A-Za-z0-9]{30,}',
  '\\bgithub_pat_\\w{20,}',
  '\\bgl(?:pat|dt|rt|cbt|ptt|ft|soat)-[\\w-]{18,}',
  '\\bATBB[A-Za-z0-9]{24,}',
  '\\bATATT3[\\w=-]{24,}',
  '\\bnpm_[A-Za-z0-9]{30,}',
  '\\bpypi-[\\w-]{40,}',
  '\\bdckr_pat_[\\w-]{20,}',
  '\\brubygems_[0-9a-f]{40,}',
  // Slack, Discord, Telegram
  '\\bxox[abeoprs]-[\\w-]{10,}',
  '\\bxapp-\\d-[\\w-]{10,}',
  'hooks\\.slack\\.com/(?:services|workflows)/[\\w/]{16,}',
  'discord(?:app)?\\.com/api/webhooks/\\d+/[\\w-]{20,}',
  '\\b\\d{8,10}:AA[\\w-]{32,}',
  // Stripe, Square, Shopify, PayPal's Braintree
  '\\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}',
  '\\bwhsec_[A-Za-z0-9+/=]{16,}',
  '\\bsq0(?:atp|csp)-[\\w-]{20,}',
  '\\bshp(?:at|ca|pa|ss)_[0-9a-f]{32}',
  'access_token\\$(?:production|sandbox)\\$[a-z0-9]{16}\\$[0-9a-f]{32}',
  // SendGrid, Mailgun, Mailchimp, Brevo, Resend, Twilio
  '\\bSG\\.[\\w-]{16,}\\.[\\w-]{16,}',
  '\\bkey-[0-9a-f]{32}\\b',
  '\\b[0-9a-f]{32}-us\\d{1,2}\\b',
  '\\bxkeysib-[0-9a-f]{40,}',
  '\\bre_[A-Za-z0-9]{8}_[A-Za-z0-9]{16,}',
  '\\bSK[0-9a-f]{32}\\b',
  // AWS: session tokens, Bedrock, MWS
  '\\b(?:IQoJb3JpZ2lu|FwoGZXIvYXdz)[\\w+/=]{40,}',
  '\\bABSK[A-Za-z0-9+/=]{40,}',
  'amzn\\.mws\\.[0-9a-f-]{36}',
  // Google
  '\\bAIza[\\w-]{35}',
  '\\bya29\\.[\\w-]{20,}',
  '\\bGOCSPX-[\\w-]{20,}',
  // Azure
  '\\b[\\w~.-]{3}[78]Q~[\\w~.-]{31,}',
  // Databricks, DigitalOcean, Doppler, Fly, Heroku, Vault, Terraform, PlanetScale, Supabase, Tailscale, Cloudflare's origin
  '\\bdapi[0-9a-f]{32}',
  '\\bdo[opr]_v1_[0-9a-f]{64}',
  '\\bdp\\.(?:pt|st|ct|sa)\\.[\\w.-]{30,}',
  '\\bfm[12]_[\\w+/=]{30,}',
  '\\bHRKU-[\\w-]{30,}',
  '\\bhv[bsr]\\.[\\w-]{20,}',
  '\\b[A-Za-z0-9]{14}\\.atlasv1\\.[\\w-]{40,}',
  '\\bpscale_(?:tkn|pw|oauth)_[\\w.-]{20,}',
  '\\bsbp_[0-9a-f]{40}',
  '\\btskey-[\\w-]{16,}',
  '\\bv1\\.0-[0-9a-f]{24}-[0-9a-f]{100,}',
  // New Relic, Grafana, Sentry
  '\\bNR(?:AK|II|AA|JS)-[\\w-]{20,}',
  '\\b[0-9a-f]{36}NRAL\\b',
  '\\bgl(?:sa|c)_[\\w+/=]{24,}',
  '\\bsntry[su]_[\\w+/=]{30,}',
  'https?://[0-9a-f]{32}(?::[0-9a-f]{32})?@[\\w.-]+/\\d+',
  // OpenAI, Anthropic, Hugging Face
  '\\bsk-(?:ant|proj|svcacct|admin|or)-[\\w-]{16,}',
  '\\bsk-[A-Za-z0-9]{32,}',
  '\\bhf_[A-Za-z0-9]{30,}',
  // Airtable, Figma, Linear, Notion, Postman
  '\\bpat[A-Za-z0-9]{14}\\.[0-9a-f]{64}',
  '\\bfigd_[\\w-]{30,}',
  '\\blin_api_[A-Za-z0-9]{30,}',
  '\\b(?:ntn_|secret_)[A-Za-z0-9]{40,}',
  '\\bPMAK-[0-9a-f]{24}-[0-9a-f]{34}',
  // signatures and tokens in queries; user names of URLs that are tokens
  '[?&](?:sig|signature|X-Amz-Signature|X-Amz-Security-Token|X-Goog-Signature|key|auth|code|jwt)=[\\w%.~+-]{20,}',
  '\\bhttps?://[\\w-]{20,}@',
  // hashes of passwords, as htpasswd and shadow have them
  '(?:^|:)\\$(?:apr1|2[abxy]|5|6|y|argon2id?)\\$[^\\s:]{8,}',
  // entries of .netrc; a cookie as Erlang makes it
  '\\blogin\\s+\\S+\\s+password\\s+[^\\s$<{]+',
  '^[A-Z]{20}\\n?$',
];

const WORD_START = '\\b';
const startWords = (form: string) => form.startsWith(WORD_START);

/** Any of them. Those that start a word share the test for it, which is passed over within words, and compiled once. */
export const SECRET_FORM = new RegExp(
  [
    `${WORD_START}(?:${FORMS.filter(startWords)
      .map((form) => form.slice(WORD_START.length))
      .join('|')})`,
    ...FORMS.filter((form) => !startWords(form)),
  ].join('|'),
);
