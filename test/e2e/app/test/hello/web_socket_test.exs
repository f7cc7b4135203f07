defmodule Hello.WebSocketTest do
  use ExUnit.Case, async: true

  alias Hello.WebSocket

  @mask <<1, 2, 3, 4>>

  defp encode(opcode, payload, mask \\ nil), do: opcode |> WebSocket.encode(payload, mask) |> IO.iodata_to_binary()

  describe "the handshake" do
    @request %{
      method: "GET",
      path: "/ws",
      query: "",
      version: {1, 1},
      body: "",
      headers: [
        {"upgrade", "WebSocket"},
        {"connection", "keep-alive, Upgrade"},
        {"sec-websocket-version", "13"},
        {"sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="}
      ]
    }

    test "is answered as in the example of the RFC" do
      assert {:ok, headers} = WebSocket.accept(@request)
      assert {"sec-websocket-accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="} in headers
      assert {"upgrade", "websocket"} in headers
    end

    test "is refused where it is none" do
      assert WebSocket.accept(%{@request | headers: []}) == {:error, 426}
      assert WebSocket.accept(%{@request | method: "HEAD"}) == {:error, 400}
      assert WebSocket.accept(%{@request | version: {1, 0}}) == {:error, 400}

      for {name, value, status} <- [
            {"connection", "close", 400},
            {"sec-websocket-version", "8", 426},
            {"sec-websocket-key", "short", 400}
          ] do
        headers = List.keystore(@request.headers, name, 0, {name, value})
        assert WebSocket.accept(%{@request | headers: headers}) == {:error, status}
      end
    end

    test "is understood by the server when a client made it" do
      headers = WebSocket.upgrade_request(WebSocket.new_key())
      assert {:ok, _} = WebSocket.accept(%{@request | headers: headers})
    end
  end

  describe "frames" do
    test "are read as in the examples of the RFC" do
      assert {:ok, %{fin?: true, opcode: :text, payload: "Hello"}, ""} =
               WebSocket.decode(<<0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58>>, :client)

      assert {:ok, %{fin?: true, opcode: :text, payload: "Hello"}, ""} =
               WebSocket.decode(<<0x81, 0x05, "Hello">>, :server)

      assert encode(:text, "Hello") == <<0x81, 0x05, "Hello">>
      assert encode(:text, "Hello", <<0x37, 0xFA, 0x21, 0x3D>>) == <<0x81, 0x85, 0x37FA213D::32, 0x7F9F4D5158::40>>
    end

    test "of every length come out as they went in, and leave what follows" do
      for size <- [0, 1, 125, 126, 127, 65_535, 65_536, 70_001] do
        payload = :binary.copy("x", size)

        assert {:ok, %{payload: ^payload}, "rest"} = WebSocket.decode(encode(:binary, payload) <> "rest", :server)

        assert {:ok, %{payload: ^payload}, "rest"} =
                 WebSocket.decode(encode(:binary, payload, @mask) <> "rest", :client)
      end
    end

    test "are asked for until they are whole" do
      for payload <- ["Hello", :binary.copy("x", 300)], frame = encode(:text, payload, @mask) do
        for size <- 0..(byte_size(frame) - 1) do
          assert WebSocket.decode(binary_part(frame, 0, size), :client) == :more
        end
      end
    end

    test "that break the protocol are refused" do
      assert WebSocket.decode(encode(:text, "unmasked"), :client) == {:error, 1002}
      assert WebSocket.decode(encode(:text, "masked", @mask), :server) == {:error, 1002}
      assert WebSocket.decode(<<0xC1, 0x80, 0::32>>, :client) == {:error, 1002}
      assert WebSocket.decode(<<0x83, 0x80, 0::32>>, :client) == {:error, 1002}
      assert WebSocket.decode(<<0x09, 0x80, 0::32>>, :client) == {:error, 1002}
      assert WebSocket.decode(<<0x89, 0xFE, 200::16, 0::32>>, :client) == {:error, 1002}
      assert WebSocket.decode(<<0x82, 0xFF, 10_000_000::64>>, :client) == {:error, 1009}
    end
  end

  describe "messages" do
    defp frame(opcode, payload, fin? \\ true), do: %{fin?: fin?, opcode: opcode, payload: payload}

    test "of one frame are complete" do
      assert WebSocket.assemble(nil, frame(:text, "a")) == {:message, {:text, "a"}, nil}
      assert WebSocket.assemble(nil, frame(:binary, <<0xFF>>)) == {:message, {:binary, <<0xFF>>}, nil}
    end

    test "of fragments are put together, with a ping in between" do
      assert {:continue, fragments} = WebSocket.assemble(nil, frame(:text, "a", false))
      assert {:message, {:ping, "p"}, ^fragments} = WebSocket.assemble(fragments, frame(:ping, "p"))
      assert {:continue, fragments} = WebSocket.assemble(fragments, frame(:continuation, "b", false))
      assert {:message, {:text, "abc"}, nil} = WebSocket.assemble(fragments, frame(:continuation, "c"))
    end

    test "out of order are refused" do
      assert WebSocket.assemble(nil, frame(:continuation, "a")) == {:error, 1002}
      assert WebSocket.assemble({:text, ["a"]}, frame(:text, "b")) == {:error, 1002}
    end

    test "have to be text where they say so, and not too long" do
      assert WebSocket.assemble(nil, frame(:text, <<0xFF>>)) == {:error, 1007}
      big = :binary.copy("x", 1024 * 1024)
      assert WebSocket.assemble({:binary, [big]}, frame(:continuation, "x")) == {:error, 1009}
    end

    test "that close tell their code" do
      close = 1012 |> WebSocket.encode_close() |> IO.iodata_to_binary()
      assert {:ok, frame, ""} = WebSocket.decode(close, :server)
      assert WebSocket.assemble(nil, frame) == {:message, {:close, 1012}, nil}

      assert WebSocket.assemble(nil, frame(:close, "")) == {:message, {:close, 1005}, nil}
      assert WebSocket.assemble(nil, frame(:close, "x")) == {:error, 1002}
      assert WebSocket.assemble(nil, frame(:close, <<1005::16>>)) == {:error, 1002}
      assert WebSocket.assemble(nil, frame(:close, <<1000::16, 0xFF>>)) == {:error, 1007}
    end
  end
end
