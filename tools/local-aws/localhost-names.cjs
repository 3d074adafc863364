// Makes names under .localhost resolve to the loopback address in Node.js, as RFC 6761 says; not every system's resolver does.
const dns = require('node:dns');

const systemLookup = dns.lookup;

dns.lookup = function lookup(hostname, options, callback) {
  return String(hostname).endsWith('.localhost') ? systemLookup('127.0.0.1', options, callback) : systemLookup(hostname, options, callback);
};
