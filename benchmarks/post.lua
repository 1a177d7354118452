-- Sends forms, each line of a file once: path, address of the visitor, body. Reports as wrk.lua does.
dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "wrk.lua")

local posts, sent = {}, 0

function init(args)
   for line in io.lines(args[1]) do
      local path, visitor, body = line:match("^(%S+) (%S+) (.*)$")
      local headers = {
         ["Content-Type"] = "application/x-www-form-urlencoded",
         ["X-Forwarded-For"] = visitor,
      }
      posts[#posts + 1] = wrk.format("POST", path, headers, body)
   end
end

function request()
   sent = sent + 1
   return posts[(sent - 1) % #posts + 1]
end
