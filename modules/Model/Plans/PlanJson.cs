using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Infra.Model.Properties;

namespace Infra.Model.Plans;

/// <summary>A plan as JSON, schema <c>infra.plan/v1</c>, described field by field in docs/formats.md.</summary>
public static class PlanJson
{
    /// <summary>The plan's JSON, indented, LF, with a newline at the end. Secrets are masked, unknown values are Pulumi's sentinel.</summary>
    public static string Write(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        byte[] bytes = Bytes(plan, plan.Digest, PropertyJson.WriterOptions with { Indented = true });
        return Encoding.UTF8.GetString(bytes) + "\n";
    }

    /// <summary>SHA-256 of the canonical JSON without the digest itself.</summary>
    public static string Digest(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Bytes(plan, digest: null, PropertyJson.WriterOptions)));
    }

    /// <summary>The plan as one JSON object, without its digest.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="secrets">Masked for people; as keyed digests where a plan is kept and compared with another.</param>
    public static void Write(Utf8JsonWriter writer, Plan plan, SecretForm secrets)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(plan);
        Write(writer, plan, digest: null, secrets);
    }

    /// <summary>How JSON names an operation: its name in lower case.</summary>
    public static string Name(StepOp op) => op switch
    {
        StepOp.Same => "same",
        StepOp.Create => "create",
        StepOp.Update => "update",
        StepOp.Replace => "replace",
        StepOp.Delete => "delete",
        StepOp.Read => "read",
        StepOp.Import => "import",
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, "Not an operation."),
    };

    /// <summary>How JSON names a kind of difference: its name in lower case.</summary>
    public static string Name(DiffKind kind) => kind switch
    {
        DiffKind.Add => "add",
        DiffKind.Delete => "delete",
        DiffKind.Update => "update",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of difference."),
    };

    private static byte[] Bytes(Plan plan, string? digest, JsonWriterOptions options)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, options))
        {
            Write(writer, plan, digest, SecretForm.Masked);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, Plan plan, string? digest, SecretForm secrets)
    {
        writer.WriteStartObject();
        writer.WriteString("schema", Plan.Schema);
        writer.WriteString("stack", plan.Stack);
        writer.WriteString("backend", plan.Backend);
        if (digest is not null)
        {
            writer.WriteString("digest", digest);
        }

        WriteSummary(writer, plan.Summary);
        writer.WriteStartArray("steps");
        foreach (PlanStep step in plan.Steps)
        {
            WriteStep(writer, step, secrets);
        }

        writer.WriteEndArray();
        writer.WritePropertyName("outputs");
        PropertyJson.Write(writer, plan.Outputs, secrets);
        writer.WriteStartArray("uncheckedTypes");
        foreach (string type in plan.UncheckedTypes)
        {
            writer.WriteStringValue(type);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter writer, PlanSummary summary)
    {
        writer.WriteStartObject("summary");
        writer.WriteNumber("create", summary.Create);
        writer.WriteNumber("update", summary.Update);
        writer.WriteNumber("replace", summary.Replace);
        writer.WriteNumber("delete", summary.Delete);
        writer.WriteNumber("same", summary.Same);
        writer.WriteNumber("read", summary.Read);
        writer.WriteNumber("import", summary.Import);
        writer.WriteEndObject();
    }

    private static void WriteStep(Utf8JsonWriter writer, PlanStep step, SecretForm secrets)
    {
        writer.WriteStartObject();
        writer.WriteString("urn", step.Urn.Value);
        writer.WriteString("type", step.Type);
        writer.WriteString("name", step.Name);
        writer.WriteString("op", Name(step.Op));
        writer.WriteBoolean("custom", step.Custom);
        WriteUrn(writer, "parent", step.Parent);
        WriteUrn(writer, "provider", step.Provider);
        writer.WriteStartArray("dependsOn");
        foreach (Urn urn in step.DependsOn)
        {
            writer.WriteStringValue(urn.Value);
        }

        writer.WriteEndArray();
        writer.WriteBoolean("protect", step.Protect);
        writer.WriteBoolean("stateful", step.Stateful);
        writer.WriteBoolean("deleteBeforeReplace", step.DeleteBeforeReplace);
        writer.WritePropertyName("inputs");
        PropertyJson.Write(writer, step.Inputs, secrets);
        writer.WriteStartArray("diff");
        foreach (PropertyDiff diff in step.Diff)
        {
            WriteDiff(writer, diff, secrets);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteDiff(Utf8JsonWriter writer, PropertyDiff diff, SecretForm secrets)
    {
        writer.WriteStartObject();
        writer.WriteString("path", diff.Path);
        writer.WriteString("kind", Name(diff.Kind));
        writer.WritePropertyName("old");
        PropertyJson.Write(writer, diff.Old ?? PropertyValue.Null, secrets);
        writer.WritePropertyName("new");
        PropertyJson.Write(writer, diff.New ?? PropertyValue.Null, secrets);
        writer.WriteBoolean("forcesReplacement", diff.ForcesReplacement);
        writer.WriteBoolean("secret", diff.IsSecret);
        writer.WriteEndObject();
    }

    private static void WriteUrn(Utf8JsonWriter writer, string name, Urn? urn)
    {
        if (urn is { } known)
        {
            writer.WriteString(name, known.Value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
