import { Waiver } from 'cdk8s-elixir';
import { pullPolicy } from '../../lib/kubernetes/images';
import { checkImage } from '../../lib/pod/image';
import { acceptedRisks } from '../../lib/risks/accepted-risks';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

test.each([
  'chat:1',
  'chat:1.4.2',
  'acme/chat:v1',
  'acme/my_chat.web--a:1_2.3-rc.1',
  'localhost:5000/chat:1',
  'registry.example.com:5000/a/b/c:1',
  '10.0.0.1:5000/chat:1',
  `chat@${DIGEST}`,
  `ghcr.io/acme/chat:1@${DIGEST}`,
])('%s is an image with a fixed content, and pulled when it is not there', (image) => {
  expect(checkImage(image, {})).toBe(image);
  expect(pullPolicy(image)).toBe('IfNotPresent');
});

test.each(['chat', 'localhost:5000/chat', 'chat:latest', 'chat:main', 'chat:stable', 'chat:edge', 'chat:Nightly'])(
  '%s is taken with a waiver, and always pulled',
  (image) => {
    expect(() => checkImage(image, {})).toThrow('Waiver.latestTag');
    expect(checkImage(image, acceptedRisks([Waiver.latestTag('tested')]))).toBe(image);
    expect(pullPolicy(image)).toBe('Always');
  },
);

test.each([
  '',
  ' chat:1',
  'Acme/Chat:1',
  'chat:',
  'chat:-1',
  'chat@sha256:12',
  'https://ghcr.io/chat:1',
  'a//b:1',
  'a..b:1',
])('"%s" is no image, whatever is waived', (image) => {
  expect(() => checkImage(image, acceptedRisks([Waiver.latestTag('tested')]))).toThrow('`image` is');
});
