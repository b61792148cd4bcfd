import { text, verbatim } from '../../core/text.ts';
import { askOf } from '../../facts/ask.ts';
import { programs as programsOf } from '../../facts/programs.ts';
import { failed, passed, skipped } from '../check.ts';
import { readAnswer } from '../program.ts';
import { runProgram } from '../run-program.ts';
import { each, type Way } from './way.ts';

/** Says which libzmq the process has and passes messages, in the lines of src/verify/program.ts. */
const PROGRAM = `import sys
try:
    import zmq
except ImportError as problem:
    print("absent", problem)
    sys.exit(0)
print("library", zmq.zmq_version())
try:
    with open("/proc/self/maps") as maps:
        files = {line.split(None, 5)[5].strip() for line in maps if "libzmq" in line}
    for file in sorted(files):
        print("loaded zmq_version", file)
except OSError:
    pass
context = zmq.Context()
push, pull = context.socket(zmq.PUSH), context.socket(zmq.PULL)
pull.rcvtimeo = push.sndtimeo = 5000
push.linger = 0
port = pull.bind_to_random_port("tcp://127.0.0.1")
push.connect("tcp://127.0.0.1:%d" % port)
push.send_multipart([b"through", b"Python"])
good = pull.recv_multipart() == [b"through", b"Python"]
print("passed python tcp" if good else "failed python tcp another message")
context.destroy(linger=0)
`;

/** A pyzmq of a wheel carries a libzmq of its own: that it works says nothing of the one that is verified. */
const isBundled = (file: string): boolean => /pyzmq\.libs|site-packages|dist-packages/.test(file);

export const python: Way = {
  id: 'python',
  attempt: each(async (site, { recipe }) => {
    if (recipe !== 'libzmq') return null;
    const { host, env } = site;
    const active = host.env.VIRTUAL_ENV ? `${host.env.VIRTUAL_ENV}/bin/python3` : null;
    const interpreter = active ?? askOf(host).of(programsOf).onPath('python3');
    if (interpreter === null) return skipped(text('Python is not installed', '没有安装 Python'));
    const folder = `${site.folder}/python`;
    host.mkdir(folder);
    host.writeFile(`${folder}/proof.py`, PROGRAM);
    const { ran, log } = await runProgram(
      host,
      [interpreter, `${folder}/proof.py`],
      folder,
      { ...env, PYTHONDONTWRITEBYTECODE: '1' },
      site.signal,
    );
    const absent = /^absent (.*)$/m.exec(ran.stdout)?.[1];
    if (absent !== undefined && /No module named/.test(absent))
      return skipped(text(`${interpreter} has no pyzmq`, `${interpreter} 没有 pyzmq`));
    if (absent !== undefined) return failed(`${log}ImportError: ${absent}\n`, verbatim(absent));
    const answer = readAnswer(ran.stdout);
    if (ran.code !== 0 || answer.failed.length > 0 || answer.passed.length === 0) return failed(log);
    const file = answer.loaded.zmq_version ?? null;
    if (file === null || isBundled(file))
      return skipped(
        text(
          `this pyzmq carries a libzmq ${answer.library} of its own`,
          `此 pyzmq 自带 libzmq ${answer.library}`,
        ),
      );
    return passed(verbatim(file));
  }),
};
