/** The manifest for editors and catalogues: attributes, events, slots, parts and properties of `<stadt-lotse>`. */
export default {
  globs: ['widget/src/stadt-lotse.ts'],
  outdir: 'widget/dist',
  packagejson: false,
  plugins: [onlyPublic()],
};

/**
 * Leaves out what is private, what the analyzer takes for fields since the constructor sets it on a button (it has a
 * default), events whose name is made at run time, and attributes that are
 * the browser's: the others are listed by hand.
 */
function onlyPublic() {
  return {
    name: 'only-public',
    packageLinkPhase({ customElementsManifest }) {
      for (const declaration of customElementsManifest.modules.flatMap(({ declarations }) => declarations)) {
        declaration.members = declaration.members?.filter(
          (member) => member.privacy !== 'private' && member.default === undefined,
        );
        declaration.attributes = declaration.attributes?.filter(({ description }) => description);
        declaration.events = declaration.events?.filter(({ name }) => name);
      }
    },
  };
}
