defmodule Hello.Discovery.KubernetesTest do
  use ExUnit.Case, async: true

  alias Hello.Discovery.Kubernetes

  test "finds the pods that have an address" do
    answer = %{
      "items" => [
        %{
          "metadata" => %{"namespace" => "a"},
          "spec" => %{"hostname" => "web-0"},
          "status" => %{"podIP" => "10.0.0.1"}
        },
        %{"metadata" => %{"namespace" => "a"}, "spec" => %{}, "status" => %{"podIP" => "10.0.0.2"}},
        %{"metadata" => %{"namespace" => "a"}, "spec" => %{}, "status" => %{"phase" => "Pending"}}
      ]
    }

    assert Kubernetes.pods(answer, "pods") == [
             %{ip: "10.0.0.1", namespace: "a", hostname: "web-0"},
             %{ip: "10.0.0.2", namespace: "a", hostname: nil}
           ]
  end

  test "finds the addresses of Endpoints that are ready" do
    ref = %{"namespace" => "a"}

    answer = %{
      "items" => [
        %{"metadata" => %{}},
        %{
          "subsets" => [
            %{"notReadyAddresses" => [%{"ip" => "10.0.0.9", "targetRef" => ref}]},
            %{"addresses" => [%{"ip" => "10.0.0.1", "targetRef" => ref, "hostname" => "web-0"}]}
          ]
        }
      ]
    }

    assert Kubernetes.pods(answer, "endpoints") == [%{ip: "10.0.0.1", namespace: "a", hostname: "web-0"}]
  end

  test "finds nothing in any other answer" do
    assert Kubernetes.pods(%{"kind" => "Status"}, "pods") == []
  end
end
