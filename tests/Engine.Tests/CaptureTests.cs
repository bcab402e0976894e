using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Pulumi;

namespace Infra.Engine.Tests;

public sealed class CaptureTests : IDisposable
{
    private const string Unknown = PropertyJson.UnknownSentinel;
    private readonly LocalStack stack = new();

    public void Dispose() => stack.Dispose();

    [Fact]
    public async Task A_plan_has_the_urns_parents_and_dependencies_of_the_program()
    {
        stack.Program = () =>
        {
            Group outer = new("outer");
            Group inner = new("inner", new ComponentResourceOptions { Parent = outer });
            Thing first = new("first", new ThingArgs { Text = "x" }, new CustomResourceOptions { Parent = inner });
            _ = new Thing("second", new ThingArgs { Text = first.Id }, new CustomResourceOptions { Parent = outer });
        };

        Plan plan = await stack.PreviewAsync();

        Assert.Equal(
            [
                "urn:pulumi:test::infra::pulumi:pulumi:Stack::infra-test",
                "urn:pulumi:test::infra::test:index:Group::outer",
                "urn:pulumi:test::infra::test:index:Group$test:index:Group::inner",
                "urn:pulumi:test::infra::test:index:Group$test:index:Group$test:index/thing:Thing::first",
                "urn:pulumi:test::infra::test:index:Group$test:index/thing:Thing::second",
            ],
            plan.Steps.Select(s => s.Urn.Value));
        Assert.Equal([null, plan.Steps[0].Urn, plan.Steps[1].Urn, plan.Steps[2].Urn, plan.Steps[1].Urn], plan.Steps.Select(s => s.Parent));
        Assert.Equal(plan.Steps[3].Urn, Assert.Single(plan.Steps[4].DependsOn));
        Assert.Equal($$"""{"text":"{{Unknown}}"}""", plan.Steps[4].Inputs.ToString());
    }

    public static TheoryData<string, string> Shapes => new()
    {
        { "a map", $$$"""{"labels":{"known":"x","later":"{{{Unknown}}}"}}""" },
        { "a list", $$"""{"rules":[{"name":"a","origins":["x","{{Unknown}}"]}]}""" },
        { "a union", $$"""{"either":"{{Unknown}}"}""" },
        { "a document", $$"""{"document":"{{Unknown}}"}""" },
        { "a text made of several", $$"""{"text":"{{Unknown}}"}""" },
        { "a secret in a map", """{"labels":{"known":"x","later":"[secret]"}}""" },
        { "a secret in a list", """{"rules":[{"name":"[secret]","origins":["x"]}]}""" },
        { "a secret union", """{"either":"[secret]"}""" },
        { "a secret document", """{"document":"[secret]"}""" },
        { "an unknown secret", """{"text":"[secret]"}""" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Unknown_and_secret_values_are_found_where_they_are(string shape, string inputs)
    {
        stack.Program = () =>
        {
            Thing other = new("other");
            Output<string> later = other.Computed;
            Output<string> secret = Output.CreateSecret("hunter2-planted");
            _ = new Thing("shaped", Shaped(shape, later, secret));
        };

        Plan plan = await stack.PreviewAsync();

        Assert.Equal(inputs, plan.Steps.Single(s => s.Name == "shaped").Inputs.ToString());
        Assert.DoesNotContain("hunter2", PlanJson.Write(plan), StringComparison.Ordinal);
    }

    private static ThingArgs Shaped(string shape, Output<string> later, Output<string> secret) => shape switch
    {
        "a map" => new ThingArgs { Labels = { { "known", "x" }, { "later", later } } },
        "a list" => new ThingArgs { Rules = { new RuleArgs { Name = "a", Origins = { "x", later } } } },
        "a union" => new ThingArgs { Either = later },
        "a document" => new ThingArgs { Document = later.Apply(l => $"{{\"a\":\"{l}\"}}") },
        "a text made of several" => new ThingArgs { Text = Output.Format($"a-{later}-b") },
        "a secret in a map" => new ThingArgs { Labels = { { "known", "x" }, { "later", secret } } },
        "a secret in a list" => new ThingArgs { Rules = { new RuleArgs { Name = secret, Origins = { "x" } } } },
        "a secret union" => new ThingArgs { Either = secret },
        "a secret document" => new ThingArgs { Document = secret.Apply(s => $"{{\"a\":\"{s}\"}}") },
        "an unknown secret" => new ThingArgs { Text = Output.CreateSecret(later) },
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "No such shape."),
    };

    [Fact]
    public async Task A_child_inherits_protection_and_the_nearest_provider()
    {
        stack.Program = () =>
        {
            TestProvider far = new("far");
            TestProvider near = new("near");
            Group outer = new("outer", new ComponentResourceOptions { Protect = true, Providers = { far } });
            Group inner = new("inner", new ComponentResourceOptions { Parent = outer, Providers = { near } });
            _ = new Thing("a", options: new CustomResourceOptions { Parent = outer });
            _ = new Thing("b", options: new CustomResourceOptions { Parent = inner, Protect = false });
            _ = new Thing("c", options: new CustomResourceOptions { Parent = inner, Provider = far });
        };

        Plan plan = await stack.PreviewAsync();

        Assert.Equal(
            [("a", "far", true), ("b", "near", false), ("c", "far", true)],
            plan.Steps.Where(s => s.Type == Thing.Token).Select(s => (s.Name, s.Provider!.Value.Name, s.Protect)));
    }

    [Fact]
    public async Task Depending_on_a_component_means_the_resources_inside_it()
    {
        stack.Program = () =>
        {
            Group outer = new("outer");
            Group inner = new("inner", new ComponentResourceOptions { Parent = outer });
            _ = new Thing("deep", options: new CustomResourceOptions { Parent = inner });
            _ = new Thing("flat", options: new CustomResourceOptions { Parent = outer });
            _ = new Thing("user", options: new CustomResourceOptions { DependsOn = { outer } });
        };

        Plan plan = await stack.PreviewAsync();

        Assert.Equal(["flat", "deep"], plan.Steps.Single(s => s.Name == "user").DependsOn.Select(u => u.Name));
    }

    [Fact]
    public async Task A_resource_declared_twice_is_refused_by_name()
    {
        stack.Program = () =>
        {
            _ = new Thing("same");
            _ = new Thing("same");
        };

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(stack.PreviewAsync);

        Assert.Equal(
            "urn:pulumi:test::infra::test:index/thing:Thing::same is declared twice. Two resources of one type need two names, or two parents of different types.",
            refusal.Message);
        Assert.Equal(ErrorKind.Resource, refusal.Kind);
    }

    [Fact]
    public async Task A_program_that_asks_a_cloud_is_told_where_to_take_the_value_from()
    {
        stack.Program = () => _ = new Thing("x", new ThingArgs { Text = Deployment.Instance.Invoke<string>("gcp:organizations/getProject:getProject", InvokeArgs.Empty) });

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(stack.PreviewAsync);

        Assert.Equal(
            "The program calls gcp:organizations/getProject:getProject, which asks a cloud. The local backend has none to ask. Take the value from stacks/ or from a resource's output instead.",
            refusal.Message);
        Assert.Equal(ErrorKind.Configuration, refusal.Kind);
    }

    [Fact]
    public async Task An_exception_of_the_program_is_reported_with_its_message()
    {
        stack.Program = () => throw new InvalidOperationException("no region was given");

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(stack.PreviewAsync);

        Assert.Equal("The program of stack test failed: no region was given", refusal.Message);
    }

    [Fact]
    public async Task A_value_that_fails_is_named_with_the_resource_that_needs_it()
    {
        stack.Program = () => _ = new Thing("x", new ThingArgs { Text = Output.Create(Task.FromException<string>(new InvalidOperationException("no such file"))) });

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(stack.PreviewAsync);

        Assert.Contains("no such file", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_previews_of_one_program_are_the_same_bytes_however_its_tasks_interleave()
    {
        stack.Program = () =>
        {
            for (int i = 0; i < 50; i++)
            {
                int number = i;
                Output<int> slow = Output.Create(Task.Run(() => number));
                _ = new Thing($"t{i}", new ThingArgs { Number = slow, Text = slow.Apply(n => $"{n}") });
            }
        };

        string[] plans = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => PlanJson.Write(await stack.PreviewAsync())));

        Assert.Single(plans.Distinct(StringComparer.Ordinal));
    }
}
