namespace Octokit;

internal sealed record ApiResponse<T>(IResponse HttpResponse, T Body) : IApiResponse<T>;
