using System.Reflection;
using Infra.Model.Properties;
using Infra.Policy.Subjects;

namespace Infra.Policy.Tests;

/// <summary>Kyverno's own schema takes every policy that is committed: an API server drops a field that it does not know, and the policy then refuses less than it says.</summary>
public sealed class KyvernoSchemaTests
{
    private static readonly string Root = typeof(KyvernoSchemaTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepoRoot").Value!;
    private static readonly Field Schema = new(PropertyValue.Of(ManifestReader.Document("schema", File.ReadAllText(Path.Combine(Root, "tests/Policy.Tests/Data/clusterpolicies.kyverno.io.yaml")))));

    [Fact]
    public void Every_committed_policy_fits_the_schema()
    {
        string[] files = Directory.GetFiles(Path.Combine(Fixture.Root, "gitops"), "*.yaml", SearchOption.AllDirectories);
        Subject[] policies = [.. files.Where(f => Path.GetFileName(Path.GetDirectoryName(f)) == "policies").SelectMany(f => ManifestReader.Read(f, File.ReadAllText(f)))];

        Assert.True(policies.Length >= 45, $"{policies.Length} policies");
        Assert.Empty(policies.SelectMany(p => Problems(Schema, new Field(PropertyValue.Of(p.Content))).Select(problem => $"{p.Name}: {problem}")));
    }

    [Theory]
    [InlineData("failureAction: Enforce", "failureAction: enforce", "spec.rules[0].validate.failureAction is \"enforce\"; it is one of Audit, Enforce")]
    [InlineData("failureAction: Enforce", "failureActions: Enforce", "spec.rules[0].validate.failureActions: there is no such field")]
    [InlineData("background: true", "background: \"true\"", "spec.background is \"true\"; its type is boolean")]
    [InlineData("timeoutSeconds: 10", "timeoutSeconds: ten", "spec.webhookConfiguration.timeoutSeconds is \"ten\"; its type is integer")]
    [InlineData("    name: k8s011\n", "", "spec.rules[0]: name is missing")]
    [InlineData("          - Pod\n", "          - {Pod: 1}\n", "spec.rules[0].match.any[0].resources.kinds[0] is {\"Pod\":1}; its type is string")]
    public void What_Kyverno_would_not_take_is_found(string old, string fresh, string problem)
    {
        string text = File.ReadAllText(Path.Combine(Fixture.Root, "gitops/prod/policies/k8s011.yaml"));
        Assert.Contains(old, text, StringComparison.Ordinal);

        Subject policy = Assert.Single(ManifestReader.Read("p.yaml", text.Replace(old, fresh, StringComparison.Ordinal)));

        Assert.Equal([problem], Problems(Schema, new Field(PropertyValue.Of(policy.Content))));
    }

    // Structural schemas: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
    private static IEnumerable<string> Problems(Field schema, Field value)
    {
        string? type = schema.At("type").Text;
        if (type is not null && !Is(type, value.Value))
        {
            return [$"{value.Path} is {value.Shown}; its type is {type}"];
        }

        string[] allowed = [.. schema.At("enum").Items.Select(e => e.Text!)];
        if (allowed.Length > 0 && !allowed.Contains(value.Text, StringComparer.Ordinal))
        {
            return [$"{value.Path} is {value.Shown}; it is one of {string.Join(", ", allowed)}"];
        }

        if (schema.At("maxLength").Number is { } most && value.Text?.Length > most)
        {
            return [$"{value.Path} is longer than {most}"];
        }

        // What lies below metadata is the API server's own business.
        bool isOpen = schema.Entry("x-kubernetes-preserve-unknown-fields").Text == "true" || value.Path == "metadata";
        return schema.At("required").Items.Where(r => value.Entry(r.Text!).IsMissing).Select(r => $"{value.Path}: {r.Text} is missing")
            .Concat(isOpen ? [] : value.Entries.SelectMany(e => schema.At("properties").Entry(e.Key) is { IsMissing: false } below ? Problems(below, e.Value) : [$"{e.Value.Path}: there is no such field"]))
            .Concat(isOpen ? [] : value.Items.SelectMany(i => Problems(schema.At("items"), i)));
    }

    private static bool Is(string type, PropertyValue? value) => type switch
    {
        "object" => value is MapValue,
        "array" => value is ListValue,
        "string" => value is StringValue,
        "boolean" => value is BoolValue,
        "integer" => value is NumberValue { Value: var number } && double.IsInteger(number),
        _ => throw new InvalidOperationException($"The schema has the type {type}, which nobody reads yet."),
    };
}
