import { Size } from 'cdk8s';
import { Resources } from 'cdk8s-elixir';
import { container, newRelease, rendered } from '../support/subjects';

const disk = (props: Parameters<typeof newRelease>[1]) =>
  container(rendered((chart) => newRelease(chart, props))).resources.limits['ephemeral-storage'];
const scratch = (size: Size) => [{ mountPath: '/scratch', size }];

test('the disk limit grows with the folders, where none is given', () => {
  expect(disk({})).toBe('1Gi');
  expect(disk({ scratch: scratch(Size.mebibytes(720)) })).toBe('1Gi'); // 64 for /tmp, 240 for dumps
  expect(disk({ scratch: scratch(Size.mebibytes(721)) })).toBe('1025Mi');
  expect(disk({ tmpSize: Size.gibibytes(2) })).toBe('2288Mi');
  expect(disk({ crashDumpSize: Size.gibibytes(2) })).toBe('2624Mi');
  expect(disk({ resources: Resources.medium(), scratch: scratch(Size.gibibytes(4)) })).toBe('4400Mi');
});

test('a disk limit that is given stays as it is', () => {
  const limit = Size.gibibytes(5);
  const resources = Resources.of({ memory: { limit: Size.gibibytes(1) }, ephemeralStorage: { limit } });
  expect(disk({ resources, scratch: scratch(Size.gibibytes(4)) })).toBe('5Gi');
  expect(disk({ resources, scratch: scratch(Size.mebibytes(5 * 1024 - 304)) })).toBe('5Gi');
});
