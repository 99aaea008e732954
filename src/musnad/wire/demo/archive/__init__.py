"""The generated archive: any number of stories of the demo's country, the same ones whenever they are asked for."""
