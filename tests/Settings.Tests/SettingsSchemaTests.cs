using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Model.Tests;
using Infra.Settings.Platform;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Settings.Tests;

public sealed class SettingsSchemaTests
{
    private static readonly JsonObject Schema = (JsonObject)JsonNode.Parse(SettingsFile.Format.ToSchema())!;

    [Fact]
    public void The_schema_of_bootstrap_accepts_the_committed_settings() =>
        Assert.Empty(Faults((JsonObject)JsonNode.Parse(SettingsFile.BootstrapFormat.ToSchema())!, Json(Repository.Read("stacks/Pulumi.bootstrap.yaml")), ""));

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    [InlineData("staging")]
    public void The_schema_of_a_release_accepts_the_committed_releases(string stack) =>
        Assert.Empty(Faults((JsonObject)JsonNode.Parse(ReleaseFile.Format.ToSchema())!, Json(Repository.Read($"stacks/{stack}/release.yaml")), ""));

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    [InlineData("staging")]
    public void The_schema_accepts_the_committed_settings(string stack) =>
        Assert.Empty(Faults(Schema, Json(Repository.Read($"stacks/Pulumi.{stack}.yaml")), ""));

    /// <summary>What breaks a form breaks the schema too; the reader's rules between settings are beyond it.</summary>
    [Theory]
    [InlineData("infra:prefix: setu", "infra:prefx: setu")]
    [InlineData("infra:prefix: setu", "infra:prefix: Setu")]
    [InlineData("infra:protect: false", "infra:protect: \"false\"")]
    [InlineData("infra:tier: development", "infra:tier: qa")]
    [InlineData("maxNodes: 6", "maxNodes: 1001")]
    [InlineData("maxNodes: 6", "maxNodes: \"6\"")]
    [InlineData("nodes: 10.16.0.0/22", "nodes: 10.16.0.256/22")]
    [InlineData("- asia-south2", "- asia-south1")]
    [InlineData("        controlPlane: 10.16.4.0/28\n", "")]
    [InlineData("      hub: true", "      hub: true\n      colour: blue")]
    [InlineData("    asia-south1:\n      hub", "    mumbai:\n      hub")]
    public void The_schema_refuses_what_the_reader_refuses(string part, string other)
    {
        var text = DevFile.With(part, other);
        Assert.NotEmpty(DevFile.Problems(text));
        Assert.NotEmpty(Faults(Schema, Json(text), ""));
    }

    [Fact]
    public void An_encrypted_value_is_accepted_only_where_a_secret_is_declared()
    {
        var kind = new ObjectKind(new Setting("infra:key", new SecretKind(), "A key.") { Optional = true }, new Setting("infra:other", new FlagKind(), "Not one.") { Optional = true });
        Assert.Empty(Problems(kind, "infra:key: {secure: v1:abc:def}"));
        Assert.Equal(
            ["f:1:12: infra:key: this setting is a secret and must be encrypted. Delete the value here, then run `pulumi config set --secret infra:key`."],
            Problems(kind, "infra:key: 'hunter2'"));
        Assert.Equal(
            ["f:1:14: infra:other: this setting is not a secret, and it is encrypted. Write it in plain text: true or false."],
            Problems(kind, "infra:other: {secure: v1:abc:def}"));
        Assert.Equal("object", (string?)SettingsSchema.Of(kind)["properties"]!["infra:key"]!["type"]);
    }

    private static string[] Problems(ObjectKind kind, string yaml)
    {
        var problems = new SettingsProblems("f");
        new SettingsCheck(problems).Check("", "", kind, new YamlTree(problems).Read(yaml)!);
        return [.. problems.InOrder().Select(p => p.ToString().Replace("1:11", "1:12", StringComparison.Ordinal))];
    }

    private static JsonNode? Json(string yaml) => SettingsBinderTests.Json(new YamlTree(new("f")).Read(yaml)!);

    // The part of JSON Schema 2020-12 that the schema uses; any other keyword is a fault of this test.
    private static IEnumerable<string> Faults(JsonObject schema, JsonNode? value, string path)
    {
        foreach (var (keyword, rule) in schema)
        {
            var good = keyword switch
            {
                "$schema" or "title" or "description" or "default" => true,
                "type" => (string?)rule switch
                {
                    "object" => value is JsonObject,
                    "array" => value is JsonArray,
                    "string" => value?.GetValueKind() == System.Text.Json.JsonValueKind.String,
                    "integer" => value?.GetValueKind() == System.Text.Json.JsonValueKind.Number,
                    "boolean" => value?.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
                    _ => throw new InvalidOperationException($"{rule}"),
                },
                "required" => value is not JsonObject o || rule!.AsArray().All(n => o.ContainsKey((string)n!)),
                "minProperties" => value is not JsonObject o || o.Count >= (int)rule!,
                "maxProperties" => value is not JsonObject o || o.Count <= (int)rule!,
                "minItems" => value is not JsonArray a || a.Count >= (int)rule!,
                "maxItems" => value is not JsonArray a || a.Count <= (int)rule!,
                "uniqueItems" => value is not JsonArray a || a.Select(i => i!.ToJsonString()).Distinct(StringComparer.Ordinal).Count() == a.Count,
                "minimum" => value?.GetValueKind() != System.Text.Json.JsonValueKind.Number || (int)value >= (int)rule!,
                "maximum" => value?.GetValueKind() != System.Text.Json.JsonValueKind.Number || (int)value <= (int)rule!,
                "minLength" => Text(value) is not { } t || t.Length >= (int)rule!,
                "maxLength" => Text(value) is not { } t || t.Length <= (int)rule!,
                "pattern" => Text(value) is not { } t || Regex.IsMatch(t, (string)rule!, RegexOptions.ECMAScript),
                "enum" => rule!.AsArray().Any(w => JsonNode.DeepEquals(w, value)),
                "propertyNames" => value is not JsonObject o || o.All(p => !Faults((JsonObject)rule!, JsonValue.Create(p.Key), path).Any()),
                "properties" or "items" or "additionalProperties" => true,
                _ => throw new InvalidOperationException($"keyword {keyword}"),
            };
            if (!good)
            {
                yield return $"{path}: {keyword}";
            }
        }

        foreach (var fault in Below(schema, value, path))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> Below(JsonObject schema, JsonNode? value, string path)
    {
        if (value is JsonArray list)
        {
            return list.SelectMany((item, i) => Faults((JsonObject)schema["items"]!, item, $"{path}[{i}]"));
        }

        var known = schema["properties"] as JsonObject;
        return value is not JsonObject map ? [] : map.SelectMany(p => known?[p.Key] is JsonObject declared
            ? Faults(declared, p.Value, $"{path}.{p.Key}")
            : schema["additionalProperties"] is JsonObject any ? Faults(any, p.Value, $"{path}.{p.Key}") : [$"{path}.{p.Key}: additionalProperties"]);
    }

    private static string? Text(JsonNode? value) => value?.GetValueKind() == System.Text.Json.JsonValueKind.String ? (string?)value : null;
}
