import { openApiDocument, showViewer } from './viewer';

showViewer({ document: openApiDocument(), tryIt: false });
