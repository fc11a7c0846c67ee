"""The pages: server-rendered, a package an audience, working wholly without scripts."""
