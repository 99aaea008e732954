"""The newsroom's pages about subscribers: who there is, bringing lists in, giving them out, erasing."""
