export = () => Promise.resolve({});
