import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate for 127.0.0.1 that is its own authority. */
export interface Certificate {
  readonly file: string;
  readonly certificate: Buffer;
  readonly key: Buffer;
}

/**
 * Makes a certificate, valid for a day, in a folder.
 *
 * @throws Error if OpenSSL is missing
 */
export function createCertificate(folder: string): Certificate {
  const [file, keyFile] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  try {
    execFileSync('openssl', [
      'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1',
      '-subj', '/CN=DynamoDB stand-in', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', keyFile, '-out', file,
    ], { stdio: 'pipe' });
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: Buffer };
    throw code === 'ENOENT' ? new Error('The handler benchmark needs OpenSSL: install it with `apt-get install openssl`') : new Error(String(stderr));
  }
  return { file, certificate: readFileSync(file), key: readFileSync(keyFile) };
}
