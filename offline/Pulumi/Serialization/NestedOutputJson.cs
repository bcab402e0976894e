using System.Text;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>JSON of values that hold outputs.</summary>
internal static class NestedOutputJson
{
    public static async Task<OutputData<string>> SerializeAsync<T>(Task<OutputData<T>> value, JsonSerializerOptions? options)
    {
        var data = await value.ConfigureAwait(false);
        if (!data.IsKnown)
        {
            return new OutputData<string>("", IsKnown: false, data.IsSecret, data.Resources);
        }

        var marks = new NestedOutputConverterFactory(data.IsSecret, data.Resources);
        var json = new MemoryStream();
        await JsonSerializer.SerializeAsync(json, data.Value, With(marks, options)).ConfigureAwait(false);
        return new OutputData<string>(
            marks.IsKnown ? Encoding.UTF8.GetString(json.ToArray()) : "", marks.IsKnown, marks.IsSecret, marks.Resources);
    }

    public static async Task<OutputData<T>> DeserializeAsync<T>(Task<OutputData<string>> json, JsonSerializerOptions? options)
    {
        var data = await json.ConfigureAwait(false);
        return data.IsKnown
            ? new OutputData<T>(
                JsonSerializer.Deserialize<T>(data.Value, With(new NestedOutputConverterFactory(data.IsSecret, data.Resources), options))!,
                IsKnown: true,
                data.IsSecret,
                data.Resources)
            : new OutputData<T>(default!, IsKnown: false, data.IsSecret, data.Resources);
    }

    private static JsonSerializerOptions With(NestedOutputConverterFactory factory, JsonSerializerOptions? options)
    {
        var copy = options is null ? new JsonSerializerOptions() : new JsonSerializerOptions(options);
        copy.Converters.Add(factory);
        return copy;
    }
}
