defmodule Hello.JsonTest do
  use ExUnit.Case, async: true

  alias Hello.Json

  test "decodes every kind of value" do
    text = ~S( {"a": [1, -2.5, 1e3, 0, -0.0], "b": {"c": null, "d": true}, "e": false, "f": "", "g": [], "h": {}} )

    assert Json.decode(text) ==
             {:ok,
              %{
                "a" => [1, -2.5, 1000.0, 0, -0.0],
                "b" => %{"c" => nil, "d" => true},
                "e" => false,
                "f" => "",
                "g" => [],
                "h" => %{}
              }}
  end

  test "decodes escapes, also of characters beyond 16 bits" do
    assert Json.decode(~S("\"\\\/\b\f\n\r\t\u0041\u00e9\ud83d\ude00")) == {:ok, "\"\\/\b\f\n\r\tA\u00e9\u{1F600}"}
    assert Json.decode(~S("\ud83d")) == {:ok, "\uFFFD"}
    assert Json.decode(~S("\ud83dx\ude00")) == {:ok, "\uFFFDx\uFFFD"}
    assert Json.decode(~S("\ud83d\u0041")) == {:ok, "\uFFFDA"}
    assert Json.decode(~S("\ud83d\ud83d\ude00")) == {:ok, "\uFFFD\u{1F600}"}
  end

  test "takes only what is JSON" do
    for text <- [
          "",
          "{",
          "[1,]",
          "[,1]",
          ~S({"a":1,}),
          ~S({a:1}),
          ~S({"a" 1}),
          "01",
          "1.",
          "-",
          "+1",
          "nul",
          "\"a",
          "\"\n\"",
          ~S("\x"),
          ~S("\u12"),
          "1 2",
          "[1}",
          <<?", 0xFF, ?">>,
          "1e999"
        ] do
      assert {:error, {:unexpected, _}} = Json.decode(text), "took #{inspect(text)}"
    end
  end

  test "encodes with the keys in their order" do
    assert Json.encode(%{node: :"a@10.0.0.1", nodes: ["b", "c"]}) == ~S({"node":"a@10.0.0.1","nodes":["b","c"]})

    assert Json.encode(%{4000 => :open, "z" => nil, a: [1, 2.5, true, false]}) ==
             ~S({"4000":"open","a":[1,2.5,true,false],"z":null})
  end

  test "encodes strings so that they decode to themselves" do
    for text <- ["", "a\"b\\c/d", "\n\r\t\b\f\0\e", "\u00e9\u{1F600}", "\u007F"] do
      assert text |> Json.encode() |> Json.decode() == {:ok, text}
    end

    assert Json.encode(<<"a", 0xFF>>) == ~s("a\uFFFD")
  end
end
