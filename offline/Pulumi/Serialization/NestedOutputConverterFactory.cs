using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi.Serialization;

/// <summary>Writes the value of a nested output and collects its marks; reads a nested output with the marks of the whole.</summary>
internal sealed class NestedOutputConverterFactory(bool isSecret, ImmutableHashSet<Resource> resources) : JsonConverterFactory
{
    public bool IsKnown { get; private set; } = true;

    public bool IsSecret { get; private set; } = isSecret;

    public ImmutableHashSet<Resource> Resources { get; private set; } = resources;

    public override bool CanConvert(Type typeToConvert)
        => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Output<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
        => (JsonConverter)Activator.CreateInstance(typeof(Nested<>).MakeGenericType(typeToConvert.GetGenericArguments()), this)!;

    private sealed class Nested<T>(NestedOutputConverterFactory marks) : JsonConverter<Output<T>>
    {
        public override Output<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => Output<T>.Of(new OutputData<T>(
                JsonSerializer.Deserialize<T>(ref reader, options)!, IsKnown: true, marks.IsSecret, marks.Resources));

        /// <summary>Converters are synchronous, so this one has to wait.</summary>
        public override void Write(Utf8JsonWriter writer, Output<T> value, JsonSerializerOptions options)
        {
            var data = value.DataTask.GetAwaiter().GetResult();
            marks.IsKnown &= data.IsKnown;
            marks.IsSecret |= data.IsSecret;
            marks.Resources = OutputData<T>.Joined(marks.Resources, data.Resources);
            if (data.IsKnown)
            {
                JsonSerializer.Serialize(writer, data.Value, options);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
