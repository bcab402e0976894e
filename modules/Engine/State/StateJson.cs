using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Infra.Machine.Files;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Engine.State;

/// <summary>Records of a state journal as JSON. Secrets are digests.</summary>
internal static class StateJson
{
    public const string Schema = "infra.state/v1";

    /// <summary>How the record of a begun operation starts.</summary>
    public static ReadOnlySpan<byte> BeginMark => "{\"kind\":\"begin\""u8;

    public static void WriteOperation(Utf8JsonWriter writer, PendingOperation operation)
    {
        writer.WriteString("urn", operation.Urn.Value);
        writer.WriteString("op", PlanJson.Name(operation.Op));
        WriteText(writer, "id", operation.Id);
        writer.WriteString("request", operation.Request);
        WriteText(writer, "formerly", operation.Formerly?.Value);
        if (operation.Wanted is { } wanted)
        {
            writer.WriteStartObject("wanted");
            WriteResource(writer, wanted);
            writer.WriteEndObject();
        }
    }

    public static PendingOperation ReadOperation(JsonElement json) => new(
        new Urn(json.GetProperty("urn").GetString()!),
        ReadOp(json.GetProperty("op").GetString()),
        JournalRecord.Text(json, "id"),
        json.GetProperty("request").GetString()!,
        json.TryGetProperty("wanted", out JsonElement wanted) ? ReadResource(wanted) : null,
        ReadUrn(json, "formerly"));

    public static void WriteResource(Utf8JsonWriter writer, ResourceState resource)
    {
        writer.WriteString("urn", resource.Urn.Value);
        writer.WriteBoolean("custom", resource.Custom);
        WriteText(writer, "id", resource.Id);
        WriteText(writer, "parent", resource.Parent?.Value);
        WriteText(writer, "provider", resource.Provider?.Value);
        WriteUrns(writer, "dependsOn", resource.DependsOn);
        if (!resource.PropertyDependencies.IsEmpty)
        {
            writer.WriteStartObject("propertyDependencies");
            foreach ((string property, ImmutableArray<Urn> urns) in resource.PropertyDependencies)
            {
                WriteUrns(writer, property, urns);
            }

            writer.WriteEndObject();
        }

        WriteFlag(writer, "protect", resource.Protect);
        WriteFlag(writer, "retainOnDelete", resource.RetainOnDelete);
        WriteFlag(writer, "external", resource.External);
        WriteFlag(writer, "pendingDelete", resource.PendingDelete);
        WriteFlag(writer, "pendingReplacement", resource.PendingReplacement);
        writer.WritePropertyName("inputs");
        PropertyJson.Write(writer, resource.Inputs, SecretForm.Digest);
        writer.WritePropertyName("outputs");
        PropertyJson.Write(writer, resource.Outputs, SecretForm.Digest);
    }

    /// <summary>SHA-256 over all resources in their order.</summary>
    public static string Digest(StackState state)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ResourceState resource in state.Resources)
        {
            hash.AppendData(JournalRecord.Of("resource", writer => WriteResource(writer, resource)));
        }

        return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static ResourceState ReadResource(JsonElement json) => new()
    {
        Urn = new Urn(json.GetProperty("urn").GetString()!),
        Custom = json.GetProperty("custom").GetBoolean(),
        Id = JournalRecord.Text(json, "id"),
        Parent = ReadUrn(json, "parent"),
        Provider = ReadUrn(json, "provider"),
        DependsOn = json.TryGetProperty("dependsOn", out JsonElement urns) ? ReadUrns(urns) : [],
        PropertyDependencies = json.TryGetProperty("propertyDependencies", out JsonElement byProperty)
            ? byProperty.EnumerateObject().ToImmutableSortedDictionary(p => p.Name, p => ReadUrns(p.Value), StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, ImmutableArray<Urn>>.Empty,
        Protect = Flag(json, "protect"),
        RetainOnDelete = Flag(json, "retainOnDelete"),
        External = Flag(json, "external"),
        PendingDelete = Flag(json, "pendingDelete"),
        PendingReplacement = Flag(json, "pendingReplacement"),
        Inputs = PropertyJson.ReadMap(json.GetProperty("inputs")),
        Outputs = PropertyJson.ReadMap(json.GetProperty("outputs")),
    };

    public static Urn? ReadUrn(JsonElement json, string name) => JournalRecord.Text(json, name) is { } urn ? new Urn(urn) : null;

    private static StepOp ReadOp(string? name)
    {
        foreach (StepOp op in Enum.GetValues<StepOp>())
        {
            if (string.Equals(PlanJson.Name(op), name, StringComparison.Ordinal))
            {
                return op;
            }
        }

        throw new FormatException($"'{name}' is not an operation.");
    }

    private static bool Flag(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) && value.GetBoolean();

    private static ImmutableArray<Urn> ReadUrns(JsonElement json) => [.. json.EnumerateArray().Select(u => new Urn(u.GetString()!))];

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteFlag(Utf8JsonWriter writer, string name, bool value)
    {
        if (value)
        {
            writer.WriteBoolean(name, value);
        }
    }

    private static void WriteUrns(Utf8JsonWriter writer, string name, ImmutableArray<Urn> urns)
    {
        writer.WriteStartArray(name);
        foreach (Urn urn in urns)
        {
            writer.WriteStringValue(urn.Value);
        }

        writer.WriteEndArray();
    }
}
