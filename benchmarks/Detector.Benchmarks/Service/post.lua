-- wrk -t1 -c1 -d10s --latency -s post.lua http://127.0.0.1:8080/ with PAGE=page.html in the environment: the page is posted to /v1/score.
wrk.method = "POST"
wrk.path = "/v1/score?url=https://www.example.org/news/1"
wrk.headers["Content-Type"] = "text/html"
local file = assert(io.open(assert(os.getenv("PAGE"), "PAGE names the page to post"), "rb"))
wrk.body = file:read("*all")
