defmodule Hello.HttpTest do
  use ExUnit.Case, async: true

  alias Hello.Http

  describe "parse_request/1" do
    test "takes one request off the buffer and leaves the next" do
      buffer = "GET /slow?ms=5 HTTP/1.1\r\nHost: a\r\nX-Thing:  b \r\n\r\nGET / HTTP/1.1\r\n\r\n"

      assert {:ok, request, rest} = Http.parse_request(buffer)
      assert %{method: "GET", path: "/slow", query: "ms=5", version: {1, 1}, body: ""} = request
      assert Http.header(request.headers, "host") == "a"
      assert Http.header(request.headers, "x-thing") =~ ~r/\Ab\s*\z/
      assert {:ok, %{path: "/", query: "", headers: []}, ""} = Http.parse_request(rest)
    end

    test "asks for more until the whole request is there" do
      whole = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"

      for size <- 0..(byte_size(whole) - 1) do
        assert Http.parse_request(binary_part(whole, 0, size)) == :more
      end

      assert {:ok, %{body: "hello"}, "next"} = Http.parse_request(whole <> "next")
    end

    test "reads other methods and whole addresses" do
      assert {:ok, %{method: "BREW", path: "/pot"}, ""} = Http.parse_request("BREW /pot HTTP/1.0\r\n\r\n")
      assert {:ok, %{path: "/a", query: "b"}, ""} = Http.parse_request("GET http://h:80/a?b HTTP/1.1\r\n\r\n")
    end

    test "passes over empty lines before a request" do
      assert {:ok, %{path: "/"}, ""} = Http.parse_request("\r\nGET / HTTP/1.1\r\n\r\n")
      assert Http.parse_request("\r\n") == :more
    end

    test "says which status refuses a request" do
      assert Http.parse_request("nonsense\r\n\r\n") == {:error, 400}
      assert Http.parse_request("GET / HTTP/1.1\r\nno colon\r\n\r\n") == {:error, 400}
      assert Http.parse_request("GET * HTTP/1.1\r\n\r\n") == {:error, 400}
      assert Http.parse_request("GET / HTTP/2.0\r\n\r\n") == {:error, 505}
      assert Http.parse_request("GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n") == {:error, 501}
      assert Http.parse_request("GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n") == {:error, 400}
      assert Http.parse_request("GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n") == {:error, 400}
      assert Http.parse_request("GET / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n") == {:error, 413}
      assert Http.parse_request("GET /" <> String.duplicate("a", 40_000)) == {:error, 431}
      assert Http.parse_request("GET / HTTP/1.1\r\n" <> String.duplicate("a: b\r\n", 200) <> "\r\n") == {:error, 431}
    end
  end

  describe "parse_response/1" do
    test "reads what response/4 writes" do
      written = 200 |> Http.response([{"content-type", "text/plain"}], "hello") |> IO.iodata_to_binary()

      assert {:ok, %{status: 200, body: "hello", keep_alive?: true, headers: headers}, "rest"} =
               Http.parse_response(written <> "rest")

      assert Http.header(headers, "content-type") == "text/plain"
      assert Http.parse_response(binary_part(written, 0, byte_size(written) - 1)) == :more
    end

    test "sees that the connection ends" do
      written = 503 |> Http.response([{"connection", "Close"}], "") |> IO.iodata_to_binary()
      assert {:ok, %{status: 503, keep_alive?: false}, ""} = Http.parse_response(written)
      assert {:ok, %{keep_alive?: false}, ""} = Http.parse_response("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n")
    end

    test "ends a switch of protocols with its head" do
      written = [{"upgrade", "websocket"}] |> Http.switching_protocols() |> IO.iodata_to_binary()
      assert {:ok, %{status: 101, body: ""}, <<0x81>>} = Http.parse_response(written <> <<0x81>>)
    end

    test "takes no answer whose end it cannot know" do
      assert Http.parse_response("HTTP/1.1 200 OK\r\n\r\n") == {:error, :invalid}
      assert Http.parse_response("junk\r\n\r\n") == {:error, :invalid}
    end
  end

  test "an answer to HEAD has the length of the body and not the body" do
    assert IO.iodata_to_binary(Http.response(200, [], "hello", head?: true)) ==
             "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n"
  end

  test "finds words in lists of headers" do
    headers = [{"connection", "keep-alive, Upgrade"}, {"connection", "x"}]
    assert Http.header_has?(headers, "connection", "upgrade")
    assert Http.header_has?(headers, "connection", "x")
    refute Http.header_has?(headers, "connection", "close")
  end
end
