using System.Text;
using Microsoft.AspNetCore.Http;
using MindBot.Simulators.Stripe.Api;

namespace MindBot.Simulators.Stripe.Http;

/// <summary>The simulated API over HTTP.</summary>
internal sealed class StripeEndpoint(StripeSimulator simulator)
{
    private const int MaxBodyBytes = 64 * 1024;

    public async Task Run(HttpContext http)
    {
        var request = http.Request;
        StripeResponse? answer;
        try
        {
            answer = await simulator.Pipeline.Answer(new StripeRequest(
                request.Method, StripePath.Of(request.Path.Value ?? ""), request.QueryString.Value ?? "", await ReadBody(request), request.ContentType,
                name => request.Headers.TryGetValue(name, out var values) ? values.ToString() : null), http.RequestAborted);
        }
        catch (StripeApiError tooLong)
        {
            answer = new StripeResponse(tooLong.Status, tooLong.ToReply().Json, []);
        }

        if (answer is null) http.Abort();
        else await Write(http, answer);
    }

    private static async Task<string> ReadBody(HttpRequest request)
    {
        using var body = new MemoryStream();
        var buffer = new byte[8192];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is > 0 and var read)
        {
            if (body.Length + read > MaxBodyBytes) throw new StripeApiError(400, $"The request is longer than {MaxBodyBytes} bytes.");
            body.Write(buffer, 0, read);
        }
        return Encoding.UTF8.GetString(body.ToArray());
    }

    private static async Task Write(HttpContext http, StripeResponse answer)
    {
        var body = Encoding.UTF8.GetBytes(answer.Json);
        foreach (var (name, value) in answer.Headers) http.Response.Headers[name] = value;
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
