"""What a web server before the printed folder must be told: nginx.conf and Caddyfile, filled in for this newsroom."""
