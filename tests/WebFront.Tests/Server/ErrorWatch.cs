using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using MindBot.WebFront.Errors;

namespace MindBot.WebFront.Tests.Server;

/// <summary>Holds every error that any test gets against what its endpoint documents.</summary>
internal sealed class ErrorWatch : IStartupFilter
{
    private readonly ConcurrentDictionary<string, bool> undocumented = [];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (http, proceed) =>
        {
            var tags = new Tags();
            http.Features.Set<IHttpMetricsTagsFeature>(tags);
            await proceed(http);
            var answered = http.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? http.GetEndpoint();
            if (answered is RouteEndpoint endpoint && tags.Code is { } code
                && !DocumentedErrors.Everywhere.Contains(code) && !DocumentedErrors.Of(endpoint.Metadata).Contains(code))
                undocumented[$"{http.Request.Method} {endpoint.RoutePattern.RawText} answered {code}, which it does not document (MayAnswer)."] = true;
        });
        next(app);
    };

    public void AssertAllDocumented() => Assert.Empty(undocumented.Keys.Order());

    private sealed class Tags : IHttpMetricsTagsFeature
    {
        private readonly List<KeyValuePair<string, object?>> all = [];

        ICollection<KeyValuePair<string, object?>> IHttpMetricsTagsFeature.Tags => all;

        public bool MetricsDisabled { get; set; }

        public string? Code => all.Where(tag => tag.Key == Problem.MetricTag).Select(tag => (string?)tag.Value).LastOrDefault();
    }
}
