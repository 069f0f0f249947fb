using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Text;
using Detector.Desk.Acting;
using Detector.Desk.Cases;
using Detector.Desk.Runs;
using Detector.Desk.Teaching;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Detector.Desk.Review;

/// <summary>
/// The moderators' site: server-rendered, works without scripts, one small file for keys. A host adds it with <see cref="AddReview"/> and <see cref="MapReview"/>; it brings its own sign-in and its own proof that a form
/// is its own, and touches nothing else of the host.
/// </summary>
public static class ReviewSite
{
    private const string Scheme = "detector-review";
    private const string ThemeCookie = "detector-theme";
    private const int LongestName = 80;
    private const int MostCovered = 100_000;

    /// <summary>Bytes of a form: a decision on a large network names every page it covers.</summary>
    internal const int LargestForm = 16 * 1024 * 1024;

    private static readonly FormOptions Forms = new() { ValueLengthLimit = LargestForm, ValueCountLimit = MostCovered };

    // Nothing but this site's own style and keys; a page's words stay words even if an escape were missed (trusted types forbid every sink).
    private const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>What the site needs of the host's services.</summary>
    public static IServiceCollection AddReview(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddDataProtection().SetApplicationName("detector-review");
        services.AddAntiforgery(options =>
        {
            options.FormFieldName = SiteFiles.ProofField;
            options.Cookie.Name = "detector-proof";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.HttpOnly = true;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddAuthentication().AddCookie(Scheme, options =>
        {
            options.Cookie.Name = "detector-review";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = TimeSpan.FromDays(30);
            options.SlidingExpiration = true;
        });
        return services;
    }

    /// <summary>Mounts the site for one run.</summary>
    /// <returns>The group, for conventions of the host.</returns>
    public static RouteGroupBuilder MapReview(this IEndpointRouteBuilder routes, Docket docket, ReviewOptions options, TimeProvider time)
    {
        var site = new Pages(docket, options, time);
        var group = routes.MapGroup(options.Root.Length == 0 ? "/" : options.Root);
        group.AddEndpointFilter(site.GuardAsync);
        // Pages for people: no document of a scoring API lists them.
        group.ExcludeFromDescription();
        // Who comes in is the guard's business, also where the host asks everybody for a key.
        group.AllowAnonymous();
        Get("/desk.css", (HttpContext http) => File(http, SiteFiles.Style, "text/css; charset=utf-8"));
        Get("/review.js", (HttpContext http) => File(http, SiteFiles.Keys, "text/javascript; charset=utf-8"));
        Get("/sign-in", site.SignIn);
        Post("/sign-in", site.SignInAsync);
        Post("/sign-out", site.SignOutAsync);
        Post("/theme", site.Theme);
        Get("/", site.QueueAsync);
        Get("/case/{id:long}", site.CaseAsync);
        Post("/case/{id:long}", site.DecideAsync);
        Get("/cover/{id:long}", site.PreviewAsync);
        Post("/cover", site.CoverAsync);
        Post("/undo", site.UndoAsync);
        Get("/networks", site.NetworksAsync);
        Get("/history", site.HistoryAsync);
        Get("/history.csv", site.HistoryTableAsync);
        Get("/agreement", site.AgreementAsync);
        Get("/allowed", site.AllowedAsync);
        Post("/allowed", site.AllowAsync);
        Get("/exports", site.ExportsAsync);
        Get("/exports/{format}", site.ExportAsync);
        Get("/dossier/{id:long}", site.DossierAsync);
        Get("/{**rest}", site.Nothing);
        return group;

        void Get(string path, Delegate does) => group.MapGet(path, does);
        void Post(string path, Delegate does) => group.MapPost(path, does);
    }

    private static FileContentHttpResult File(HttpContext http, byte[] content, string type)
    {
        // The address holds the content's hash.
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.Remove("Pragma");
        return TypedResults.File(content, type);
    }

    private sealed class Pages(Docket docket, ReviewOptions options, TimeProvider time)
    {
        private RunStore Store => docket.Store;

        /// <summary>Before every answer: headers, whose host is meant, who asks, and whether a form is ours.</summary>
        public async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        {
            var http = context.HttpContext;
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
            headers.CacheControl = "no-cache, no-store";
            headers.Pragma = "no-cache";
            if (!options.TokenNeeded && !IsThisMachine(http.Request.Host.Host))
                return TypedResults.Text("This desk answers to this machine's own names only (localhost, 127.0.0.1, [::1]).\n", statusCode: StatusCodes.Status421MisdirectedRequest);

            var path = http.Request.Path.Value![options.Root.Length..];
            if (path is "/desk.css" or "/review.js") return await next(context);
            if (await http.AuthenticateAsync(Scheme) is { Succeeded: true, Principal: { } principal }) http.User = principal;
            if (http.User.Identity?.AuthenticationType == Scheme && options.TokenNeeded && !await IsKnownAsync(http)) http.User = new ClaimsPrincipal();
            if (HttpMethods.IsPost(http.Request.Method))
            {
                http.Features.Set<IFormFeature>(new FormFeature(http.Request, Forms));
                var antiforgery = http.RequestServices.GetRequiredService<IAntiforgery>();
                if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http)) return TypedResults.Text("This form is not of this site, or too old. Go back, reload the page and try again.\n", statusCode: StatusCodes.Status400BadRequest);
            }
            if (path is not ("/sign-in" or "/theme") && Who(http) is null)
                return HttpMethods.IsGet(http.Request.Method)
                    ? TypedResults.Redirect($"{RootOf(http)}/sign-in?to={Uri.EscapeDataString(path + http.Request.QueryString)}")
                    : TypedResults.Text("Sign in first.\n", statusCode: StatusCodes.Status401Unauthorized);
            return await next(context);
        }

        public RazorComponentResult<SignInPage> SignIn(HttpContext http) => Show<SignInPage>(http, ("Return", Local(http.Request.Query["to"])));

        public async Task<IResult> SignInAsync(HttpContext http)
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var to = Local(form["to"]);
            string? name;
            if (options.TokenNeeded) name = await Store.ModeratorOfAsync(form["token"].ToString(), http.RequestAborted);
            else name = form["name"].ToString().Trim() is { Length: > 0 and <= LongestName } given && !given.Any(char.IsControl) ? given : null;
            if (name is null) return Show<SignInPage>(http, StatusCodes.Status401Unauthorized, ("Return", to), ("Wrong", options.TokenNeeded ? "No moderator has this token." : $"A name has 1 to {LongestName} characters."));
            await http.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name), new Claim("way", Way)], Scheme)));
            return Go(http, to);
        }

        public async Task<IResult> SignOutAsync(HttpContext http)
        {
            await http.SignOutAsync(Scheme);
            return Go(http, "/sign-in");
        }

        public async Task<IResult> Theme(HttpContext http)
        {
            var theme = (await http.Request.ReadFormAsync(http.RequestAborted))["theme"].ToString();
            if (theme is "light" or "dark") http.Response.Cookies.Append(ThemeCookie, theme, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, MaxAge = TimeSpan.FromDays(365), IsEssential = true });
            else http.Response.Cookies.Delete(ThemeCookie);
            return Go(http, "/");
        }

        public async Task<IResult> QueueAsync(HttpContext http)
        {
            var view = await docket.NowAsync(http.RequestAborted);
            var filter = QueueQuery.Read(http.Request.Query);
            var queue = view.Queue(filter);
            var from = int.TryParse(http.Request.Query["from"], CultureInfo.InvariantCulture, out var first) ? Math.Clamp(first, 0, Math.Max(0, queue.Count - 1)) : 0;
            return await ShowCaseAsync(http, view, filter, queue, queue.Count == 0 ? null : queue[from].Id, chosen: false, from - (from % QueuePage.OnAPage), []);
        }

        public async Task<IResult> CaseAsync(HttpContext http, long id)
        {
            var view = await docket.NowAsync(http.RequestAborted);
            var filter = QueueQuery.Read(http.Request.Query);
            var missed = int.TryParse(http.Request.Query["missed"], CultureInfo.InvariantCulture, out var seen) ? view.Decisions.Where(decision => decision.PageId == id && decision.Sequence > seen).ToList() : [];
            return await ShowCaseAsync(http, view, filter, view.Queue(filter), id, chosen: true, null, missed);
        }

        public async Task<IResult> DecideAsync(HttpContext http, long id)
        {
            var view = await docket.NowAsync(http.RequestAborted);
            var filter = QueueQuery.Read(http.Request.Query);
            if (!view.Cases.ContainsKey(id)) return NotFound(http, "The run has no judged page of this number.");
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            if (Decision(form["what"]) is not { } what || !int.TryParse(form["seen"], CultureInfo.InvariantCulture, out var seen)) return BadForm();
            var why = form["why"].ToString();
            if (form["scope"].ToString() is ("site" or "network") and var scope && what != Decided.Note)
                return Go(http, $"/cover/{id}{QueueQuery.Write(filter, ("scope", scope), ("what", what.ToString().ToLowerInvariant()), ("why", why))}");
            if (what == Decided.Note && string.IsNullOrWhiteSpace(why)) return Go(http, $"/case/{id}{QueueQuery.Write(filter)}");

            var next = what == Decided.Note ? id : After(view.Queue(filter), id);
            var verdict = long.TryParse(form["verdict"], CultureInfo.InvariantCulture, out var shown) ? shown : (long?)null;
            var made = await Store.DecideAsync([new Wanted(id, seen, verdict)], Who(http)!, what, why, time.GetUtcNow(), http.RequestAborted);
            if (made.Missed.Count > 0) return Go(http, $"/case/{id}{QueueQuery.Write(filter, ("missed", seen.ToString(CultureInfo.InvariantCulture)))}");
            var done = ("done", made.Stored[0].Id.ToString(CultureInfo.InvariantCulture));
            return Go(http, next is { } to ? $"/case/{to}{QueueQuery.Write(filter, done)}" : $"/{QueueQuery.Write(filter, done)}");
        }

        public async Task<IResult> PreviewAsync(HttpContext http, long id)
        {
            var view = await docket.NowAsync(http.RequestAborted);
            if (!view.Cases.TryGetValue(id, out var from)) return NotFound(http, "The run has no judged page of this number.");
            var scope = http.Request.Query["scope"].ToString();
            if (Decision(http.Request.Query["what"]) is not { } what || what == Decided.Note) return BadForm();
            var network = view.Networks.Of(id);
            var covered = Covered(view, from, scope);
            return Show<CoverPage>(http, ("Filter", QueueQuery.Read(http.Request.Query)), ("From", from), ("What", what), ("Why", http.Request.Query["why"].ToString()), ("Covered", covered),
                ("Scope", scope == "network" && network is not null ? $"the network of {network.Sites.Count} sites around {network.Sites[0]}" : from.Site));
        }

        public async Task<IResult> CoverAsync(HttpContext http)
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            if (Decision(form["what"]) is not { } what || what == Decided.Note || Covers(form["covers"].ToString()) is not { } covers) return BadForm();
            var without = form["without"].Select(id => long.TryParse(id, CultureInfo.InvariantCulture, out var number) ? number : -1).ToHashSet();
            covers.RemoveAll(one => without.Contains(one.PageId));
            var filter = QueueQuery.Read(http.Request.Query);
            var view = await docket.NowAsync(http.RequestAborted);
            covers.RemoveAll(one => !view.Cases.ContainsKey(one.PageId));
            if (covers.Count == 0) return Go(http, "/" + QueueQuery.Write(filter));
            var made = await Store.DecideAsync(covers, Who(http)!, what, form["why"], time.GetUtcNow(), http.RequestAborted);
            return Go(http, $"/{QueueQuery.Write(filter, ("done", made.Stored.Count > 0 ? made.Stored[0].Id.ToString(CultureInfo.InvariantCulture) : null), ("passed", made.Missed.Select(decision => decision.PageId).Distinct().Count() is > 0 and var passed ? passed.ToString(CultureInfo.InvariantCulture) : null))}");
        }

        /// <summary>Takes back the moderator's last decision that still stands, with all pages it covered.</summary>
        public async Task<IResult> UndoAsync(HttpContext http)
        {
            var view = await docket.NowAsync(http.RequestAborted);
            var filter = QueueQuery.Read(http.Request.Query);
            var who = Who(http)!;
            var standing = view.Cases.Values.SelectMany(page => page.Standing.ByWho.Where(decision => decision.Who == who)).ToList();
            if (standing.Count == 0) return Go(http, "/" + QueueQuery.Write(filter));
            var last = standing.MaxBy(decision => decision.Id)!;
            var all = last.GroupId is null ? [last] : standing.Where(decision => decision.GroupId == last.GroupId).ToList();
            await Store.DecideAsync([.. all.Select(decision => new Wanted(decision.PageId, view.Cases[decision.PageId].Standing.Last, decision.VerdictId))], who, Decided.Undo, null, time.GetUtcNow(), http.RequestAborted);
            return Go(http, $"/case/{last.PageId}{QueueQuery.Write(filter, ("undone", all.Count.ToString(CultureInfo.InvariantCulture)))}");
        }

        public async Task<IResult> NetworksAsync(HttpContext http)
        {
            var view = await docket.NowAsync(http.RequestAborted);
            return Show<NetworksPage>(http, ("View", view), ("Drawing", LinkDrawing.Of(view)));
        }

        public async Task<IResult> HistoryAsync(HttpContext http)
        {
            var view = await docket.NowAsync(http.RequestAborted);
            var who = http.Request.Query["who"].ToString() is { Length: > 0 } name ? name : null;
            var chosen = view.Decisions.Where(decision => who is null || decision.Who == who).Reverse().ToList();
            var from = int.TryParse(http.Request.Query["from"], CultureInfo.InvariantCulture, out var first) ? Math.Max(0, first) : 0;
            return Show<HistoryPage>(http, ("View", view), ("Decisions", chosen.Skip(from).Take(HistoryPage.OnAPage).ToList()), ("Names", view.Decisions.Select(decision => decision.Who).Distinct().Order(StringComparer.Ordinal).ToList()), ("Who", who), ("Total", chosen.Count), ("First", from));
        }

        public async Task<IResult> HistoryTableAsync(HttpContext http)
        {
            var view = await docket.NowAsync(http.RequestAborted);
            return TypedResults.File(Encoding.UTF8.GetBytes(Report.RunTables.Decisions(view)), "text/csv; charset=utf-8", "decisions.csv");
        }

        public async Task<IResult> AgreementAsync(HttpContext http)
        {
            var view = await docket.NowAsync(http.RequestAborted);
            return Show<AgreementPage>(http, ("Agreement", Agreement.Of(view)), ("Errors", await ModelErrors.OfAsync(view, Store, http.RequestAborted)));
        }

        public async Task<IResult> AllowedAsync(HttpContext http)
        {
            var lines = await Store.AllowListAsync(http.RequestAborted);
            return Show<AllowPage>(http, ("Current", ConfirmedSites.Current(lines)), ("Past", lines));
        }

        public async Task<IResult> AllowAsync(HttpContext http)
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var wrong = await AllowList.SetAsync(Store, form["site"].ToString(), form["allowed"] == "true", form["reason"].ToString(), Who(http)!, time.GetUtcNow(), http.RequestAborted);
            if (wrong is null) return Go(http, "/allowed");
            var lines = await Store.AllowListAsync(http.RequestAborted);
            return Show<AllowPage>(http, StatusCodes.Status400BadRequest, ("Current", ConfirmedSites.Current(lines)), ("Past", lines), ("Wrong", wrong));
        }

        public async Task<IResult> ExportsAsync(HttpContext http) => Show<ExportPage>(http, ("Sites", await SitesAsync(http)));

        public async Task<IResult> ExportAsync(HttpContext http, string format)
        {
            if (!Enum.TryParse<ListFormat>(format, ignoreCase: true, out var form) || !Enum.IsDefined(form)) return NotFound(http, "There is no such format.");
            var (ending, type) = SiteList.FileOf(form);
            return TypedResults.File(Encoding.UTF8.GetBytes(SiteList.Write(await SitesAsync(http), form, Store.Run.Name, time.GetUtcNow())), type, $"{SiteList.NameOf(form)}.{ending}");
        }

        public async Task<IResult> DossierAsync(HttpContext http, long id)
        {
            var view = await docket.NowAsync(http.RequestAborted);
            if (await CaseFile.OfAsync(view, id, Store, http.RequestAborted) is not { } file) return NotFound(http, "The run has no judged page of this number.");
            var html = await Dossier.HtmlAsync(file, Store.Run.Name, time.GetUtcNow());
            return TypedResults.File(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"dossier-{id}.html"));
        }

        public RazorComponentResult<NotFoundPage> Nothing(HttpContext http) => NotFound(http, "There is nothing at this address.");

        private async Task<ConfirmedSites> SitesAsync(HttpContext http) => ConfirmedSites.Of(await docket.NowAsync(http.RequestAborted), await Store.AllowListAsync(http.RequestAborted));

        private async Task<IResult> ShowCaseAsync(HttpContext http, DocketView view, Filter filter, IReadOnlyList<Case> queue, long? id, bool chosen, int? first, IReadOnlyList<Decision> missed)
        {
            var file = id is { } wanted ? await CaseFile.OfAsync(view, wanted, Store, http.RequestAborted) : null;
            if (chosen && file is null) return NotFound(http, "The run has no judged page of this number.");
            var at = id is null ? -1 : IndexOf(queue, id.Value);
            return Show<QueuePage>(http,
                ("View", view), ("Filter", filter), ("Queue", queue), ("File", file), ("Chosen", chosen), ("First", first ?? Math.Max(0, at) / QueuePage.OnAPage * QueuePage.OnAPage), ("Missed", missed),
                ("Previous", at > 0 ? queue[at - 1].Id : (long?)null), ("Next", at >= 0 && at + 1 < queue.Count ? queue[at + 1].Id : at < 0 && queue.Count > 0 ? queue[0].Id : (long?)null),
                ("SiteCount", file is null ? 0 : Covered(view, file.Case, "site").Count), ("NetworkCount", file is null ? 0 : Covered(view, file.Case, "network").Count), ("Done", Done(http, view)));
        }

        // Told from the store, not from the address: an address can be made by anybody.
        private static string? Done(HttpContext http, DocketView view)
        {
            var query = http.Request.Query;
            if (int.TryParse(query["undone"], CultureInfo.InvariantCulture, out var undone)) return string.Create(CultureInfo.InvariantCulture, $"Taken back{(undone > 1 ? $" on {undone} pages" : "")}.");
            var passed = int.TryParse(query["passed"], CultureInfo.InvariantCulture, out var count) ? string.Create(CultureInfo.InvariantCulture, $" {count} were passed over: somebody else decided on them meanwhile.") : "";
            if (!long.TryParse(query["done"], CultureInfo.InvariantCulture, out var id) || view.Decisions.LastOrDefault(decision => decision.Id == id) is not { } made) return passed.Length > 0 ? passed : null;
            var size = made.GroupId is null ? 1 : view.Decisions.Count(decision => decision.GroupId == made.GroupId);
            var what = size > 1 ? Showing.Words.Count(size, "page") : view.Cases.TryGetValue(made.PageId, out var page) ? $"“{Showing.Words.Title(page)}”" : "one page";
            return $"Stored: {what} {Showing.Words.Did(made.What)}.{passed} z takes it back.";
        }

        private static IReadOnlyList<Case> Covered(DocketView view, Case from, string scope)
        {
            var pages = scope == "network" ? view.Networks.Of(from.Id)?.Pages.Select(id => view.Cases[id]) ?? [] : scope == "site" && from.Site.Length > 0 ? view.Cases.Values.Where(page => page.Site == from.Site) : [];
            return [.. pages.Where(page => page.Waits).OrderByDescending(page => page.Probability).ThenBy(page => page.Id)];
        }

        private static List<Wanted>? Covers(string covers)
        {
            var pages = new List<Wanted>();
            foreach (var part in covers.Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                var fields = part.Split(':');
                if (fields.Length != 3 || pages.Count == MostCovered || !long.TryParse(fields[0], CultureInfo.InvariantCulture, out var id) || !int.TryParse(fields[1], CultureInfo.InvariantCulture, out var seen)) return null;
                pages.Add(new Wanted(id, seen, long.TryParse(fields[2], CultureInfo.InvariantCulture, out var verdict) ? verdict : null));
            }
            return pages;
        }

        private static int IndexOf(IReadOnlyList<Case> queue, long id)
        {
            for (var i = 0; i < queue.Count; i++)
                if (queue[i].Id == id)
                    return i;
            return -1;
        }

        private static long? After(IReadOnlyList<Case> queue, long id)
        {
            var at = IndexOf(queue, id);
            if (at < 0) return queue.Count > 0 ? queue[0].Id : null;
            return at + 1 < queue.Count ? queue[at + 1].Id : at > 0 ? queue[0].Id : null;
        }

        private static Decided? Decision(string? what) => what switch
        {
            "confirm" => Decided.Confirm,
            "reject" => Decided.Reject,
            "unsure" => Decided.Unsure,
            "note" => Decided.Note,
            _ => null,
        };

        private string Way => options.TokenNeeded ? "token" : "name";

        // A name given on this machine is no sign-in for a site that wants tokens: the cookie is the same, the claim is not.
        private string? Who(HttpContext http) => http.User.Identity?.AuthenticationType == Scheme && (!options.TokenNeeded || http.User.HasClaim("way", "token")) ? http.User.Identity.Name : null;

        private async Task<bool> IsKnownAsync(HttpContext http) => (await Store.ModeratorsAsync(http.RequestAborted)).Any(moderator => moderator.Name == http.User.Identity?.Name && !moderator.Revoked);

        private static bool IsThisMachine(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

        // Only a path of this site: "//elsewhere" and "/\elsewhere" are addresses of other sites.
        private static string Local(string? path) => path is { Length: > 0 } && path[0] == '/' && (path.Length == 1 || path[1] is not ('/' or '\\')) && !path.Any(char.IsControl) ? path : "/";

        private string RootOf(HttpContext http) => http.Request.PathBase + options.Root;

        private RedirectHttpResult Go(HttpContext http, string path) => TypedResults.Redirect(RootOf(http) + path, permanent: false, preserveMethod: false);

        private static ContentHttpResult BadForm() => TypedResults.Text("The form lacks a field or holds another value than this site sends.\n", statusCode: StatusCodes.Status400BadRequest);

        private RazorComponentResult<NotFoundPage> NotFound(HttpContext http, string says) => Show<NotFoundPage>(http, StatusCodes.Status404NotFound, ("Says", says));

        private RazorComponentResult<TPage> Show<TPage>(HttpContext http, params ReadOnlySpan<(string, object?)> parameters)
            where TPage : IComponent => Show<TPage>(http, StatusCodes.Status200OK, parameters);

        private RazorComponentResult<TPage> Show<TPage>(HttpContext http, int status, params ReadOnlySpan<(string Name, object? Value)> parameters)
            where TPage : IComponent
        {
            var token = http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http).RequestToken!;
            var theme = http.Request.Cookies[ThemeCookie] is ("light" or "dark") and var chosen ? chosen : "";
            var all = new Dictionary<string, object?>(StringComparer.Ordinal) { ["Visit"] = new Visit(RootOf(http), Store.Run.Name, Who(http), theme, token, options.TokenNeeded) };
            foreach (var (name, value) in parameters) all[name] = value;
            return new RazorComponentResult<TPage>(all) { StatusCode = status, PreventStreamingRendering = true };
        }
    }
}
