// A canary goes into every place of the public API, as the compiled assembly lists them, in each form that says that it
// is a secret: it is in no message, no stack and no manifest.
import { allPlaces } from '../support/props-table/places';

/** A password that nothing tells but its form. */
const CANARY = 'c4n4ryh7nt3r2';

class Holder {
  public constructor(public readonly held: string) {}
}

const TOKEN = ['gh', 'p_', CANARY, 'x'.repeat(24)].join('');

/** Texts that are secrets by their form. */
const TEXTS: { readonly [form: string]: string } = {
  'a URL': `postgres://chat:${CANARY}@db/chat`,
  'an address with a password': `chat:${CANARY}@registry.example.com/chat:1`,
  'a flag of the VM': `-setcookie ${CANARY}`,
  'a flag of a program': `--password=${CANARY}`,
  'a connection': `host=db user=chat password=${CANARY}`,
  'a header': `Bearer ${CANARY}`,
  'a key': `-----BEGIN PRIVATE KEY-----\n${CANARY}\n-----END PRIVATE KEY-----\n`,
  'a token': TOKEN,
  'a file': JSON.stringify({ db: { password: CANARY } }),
};

/** What they are held in: as they should be, and in a value of another type. */
const HOLDERS: { readonly [kind: string]: (text: string) => unknown } = {
  text: (text) => text,
  'a list': (text) => [text],
  'a list of lists': (text) => [[text]],
  'a map': (text) => ({ A: text }),
  'a key of a map': (text) => ({ [text]: 'a' }),
  'a variable': (text) => ({ name: 'A', value: text }),
  'a list of variables': (text) => [{ name: 'A', value: text }],
  'a misspelt property': (text) => ({ nmae: text }),
  'a Map': (text) => new Map([['a', text]]),
  'a Set': (text) => new Set([text]),
  'an Error': (text) => new Error(text),
  'a symbol': (text) => Symbol(text),
  'an object of a class': (text) => new Holder(text),
  'a function': (text) => () => text,
  bytes: (text) => Buffer.from(text),
};

/** Structures whose names say that a plain text in them is secret. */
const STRUCTURES: { readonly [kind: string]: () => unknown } = {
  'a password': () => ({ password: CANARY }),
  'a variable by name': () => ({ DB_PASSWORD: CANARY }),
  'a variable of a container': () => ({ name: 'DB_PASSWORD', value: CANARY }),
  'a list of them': () => [{ name: 'DB_PASSWORD', value: CANARY }],
  'a Secret': () => ({ kind: 'Secret', stringData: { a: CANARY } }),
  'a header of a probe': () => ({ httpHeaders: [{ name: 'Authorization', value: CANARY }] }),
  'words of a command': () => ['erl', '-setcookie', CANARY],
  'an override': () => ({
    workload: {
      spec: { template: { spec: { containers: [{ name: 'worker', env: [{ name: 'TOKEN', value: CANARY }] }] } } },
    },
  }),
};

type Canary = readonly [kind: string, make: () => unknown];

const FORMS = Object.entries(TEXTS);

/** Each form as text, and in each holder one of them: all of them in all places where FC_RUNS asks for more. */
function canaries(place: number): Canary[] {
  const held = Object.entries(HOLDERS).flatMap(([kind, hold], index) => {
    const forms = kind === 'text' || process.env.FC_RUNS ? FORMS : [FORMS[(place + index) % FORMS.length]];
    return forms.map(([form, text]): Canary => [`${form} in ${kind}`, () => hold(text)]);
  });
  return [...held, ...Object.entries(STRUCTURES)];
}

/** What comes of giving a value: manifests, or all that a user sees of the error. */
function outcome(give: (value: unknown) => unknown, value: unknown): { written?: string; told?: string } {
  try {
    return { written: JSON.stringify(give(value)) ?? '' };
  } catch (error) {
    const { message, stack } = error as Error;
    return { told: `${message} ${stack} ${JSON.stringify(error)}` };
  }
}

/** Places whose text reaches a cluster as it is; others take names, or JSON in which the rules look. */
const WRITTEN = /annotations|\.labels|args|command|\.env\b|files|values|headers|lines|Lines|reason$/;
const NAMES = /^SecretUse|^ConfigMapUse|^Discovery|variables/;

/** Texts that are secrets wherever they are; a password before a host is one in messages only. */
const REFUSED = ({ kind }: { readonly kind: string }) => /^a.* in /.test(kind) && !/address|a key of a map/.test(kind);

const PLACES = allPlaces();

test.each(PLACES.map((place, index) => [place.name, place, index] as const))('%s', (name, { give }, index) => {
  const outcomes = canaries(index).map(([kind, make]) => ({ kind, ...outcome(give, make()) }));
  expect(outcomes.filter(({ told }) => told?.includes(CANARY)).map(({ kind }) => kind)).toEqual([]);
  if (!WRITTEN.test(name) || NAMES.test(name)) return;
  const refused = outcomes.filter(REFUSED);
  expect(refused.filter(({ written }) => written?.includes(CANARY)).map(({ kind }) => kind)).toEqual([]);
});
