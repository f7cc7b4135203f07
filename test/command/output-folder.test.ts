import fs, {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutputFolder } from '../../lib/command/output-folder';
import { errorOf } from '../support/subjects';

let root: string;
let dist: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'cdk8s-elixir-')));
  dist = join(root, 'dist');
  mkdirSync(dist);
  old('old.k8s.yaml');
});

/** An output folder, with the folder aside that an app makes. */
function opened(path: string): OutputFolder {
  const folder = new OutputFolder(path);
  mkdirSync(folder.aside, { recursive: true });
  return folder;
}

/** Writes a file as an earlier run did: no file is as old as the run that replaces it. */
function old(file: string): void {
  const path = join(dist, file);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, 'old');
  fs.utimesSync(path, 1, 1);
}

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

test('what was written aside takes the place of the folder', () => {
  const folder = opened(dist);
  writeFileSync(join(folder.aside, 'new.k8s.yaml'), 'new');
  folder.replace();
  expect(readdirSync(dist)).toEqual(['new.k8s.yaml']);
  expect(readdirSync(root)).toEqual(['dist']);
});

test('a folder that was not there is made, with those above it', () => {
  const folder = opened(join(root, 'a', 'b'));
  folder.replace();
  expect(readdirSync(join(root, 'a'))).toEqual(['b']);
});

test('a swap that fails half-way leaves the folder as it was', () => {
  const folder = opened(dist);
  const rename = fs.renameSync;
  jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    if (from === folder.aside) throw new Error('ENOSPC');
    rename(from, to);
  });
  expect(errorOf(() => folder.replace()).message).toContain(`${dist} is as it was: ENOSPC`);
  expect(readFileSync(join(dist, 'old.k8s.yaml'), 'utf8')).toBe('old');
  expect(readdirSync(root)).toEqual(['dist']);
});

test('what is aside is dropped, and the folder stays', () => {
  const folder = opened(dist);
  writeFileSync(join(folder.aside, 'new.yaml'), 'new');
  folder.clear();
  expect(readdirSync(root)).toEqual(['dist']);
  expect(readdirSync(dist)).toEqual(['old.k8s.yaml']);
});

test('where nothing can be written beside it, that is said at once', () => {
  const file = join(dist, 'old.k8s.yaml');
  expect(errorOf(() => opened(join(file, 'below'))).message).toContain('the output could not be written');
  expect(existsSync(file)).toBe(true);
});

/** Ways in which a system keeps a folder in its place. */
const KEPT: Record<string, () => void> = {
  'a mount point of the same file system': () => {
    const rename = fs.renameSync;
    jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      if (from === dist) throw Object.assign(new Error('EBUSY: resource busy or locked'), { code: 'EBUSY' });
      rename(from, to);
    });
  },
  'a mount point': () => {
    const stat = fs.statSync;
    jest.spyOn(fs, 'statSync').mockImplementation(((path: string, options: any) => {
      const found = stat(path, options);
      if (found !== undefined && path === dist) found.dev = -1;
      return found;
    }) as any);
  },
  'a folder in one that cannot be written to': () => {
    jest.spyOn(fs, 'accessSync').mockImplementation(() => {
      throw new Error('EACCES');
    });
  },
};

test.each(Object.keys(KEPT))('%s stays, and files are swapped inside', (name) => {
  for (const file of ['gone/deep/a.k8s.yaml', 'stays/a.k8s.yaml', 'stays/b.k8s.yaml', 'shape.k8s.yaml']) old(file);
  const { ino } = fs.statSync(dist);
  KEPT[name]();
  const folder = opened(dist);
  for (const file of ['stays/b.k8s.yaml', 'come/c.k8s.yaml', 'shape.k8s.yaml/d.k8s.yaml', 'e.yaml']) {
    mkdirSync(join(folder.aside, file, '..'), { recursive: true });
    writeFileSync(join(folder.aside, file), 'new');
  }
  folder.replace();
  jest.restoreAllMocks();
  expect(fs.statSync(dist).ino).toBe(ino);
  expect(readdirSync(root)).toEqual(['dist']);
  expect(readdirSync(dist, { recursive: true }).sort()).toEqual([
    '.cdk8s-elixir-files',
    'come',
    'come/c.k8s.yaml',
    'e.yaml',
    'shape.k8s.yaml',
    'shape.k8s.yaml/d.k8s.yaml',
    'stays',
    'stays/b.k8s.yaml',
  ]);
  expect(readFileSync(join(dist, 'stays/b.k8s.yaml'), 'utf8')).toBe('new');
});

/** Gives a file the time of the last change that the folder counts from. */
const atStart = (file: string) => {
  const probe = join(root, 'probe');
  writeFileSync(probe, '');
  fs.utimesSync(join(dist, file), fs.statSync(probe).mtime, fs.statSync(probe).mtime);
  rmSync(probe);
};

test("a file that was written just before a run is not the app's own", () => {
  const stat = fs.statSync;
  atStart('old.k8s.yaml');
  const { mtimeMs } = stat(join(dist, 'old.k8s.yaml'));
  jest.spyOn(fs, 'statSync').mockImplementation(((path: string, options: any) => {
    const found = stat(path, options);
    if (String(path).endsWith('.new')) found.mtimeMs = mtimeMs; // the clock of files stood still
    return found;
  }) as any);
  const folder = new OutputFolder(dist);
  writeFileSync(join(dist, 'own.k8s.yaml'), 'new');
  fs.utimesSync(join(dist, 'own.k8s.yaml'), mtimeMs / 1000, mtimeMs / 1000);
  expect(folder.keepOwn()).toBe(true);
  expect(readdirSync(dist)).toEqual(['own.k8s.yaml']);
});

test('the last output is walked once before the app and once after it', () => {
  const read = jest.spyOn(fs, 'readdirSync');
  const walks = () => read.mock.calls.filter(([path, options]) => path === join(dist, 'deep') && options).length;
  old('deep/a.k8s.yaml');
  const folder = opened(dist);
  writeFileSync(join(folder.aside, 'new.k8s.yaml'), 'new');
  expect(walks()).toBe(1);
  folder.replace();
  expect(walks()).toBe(2);
});
