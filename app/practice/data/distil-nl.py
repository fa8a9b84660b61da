"""Makes pieces-nl.txt and vectors-nl.bin out of an English sentence encoder; README.md says from what and how.

python distil-nl.py ENCODER_DIR LOCALES_DIR DICTIONARY STEMS   (the encoder; the web's Fluent files; freedict-nld-eng without its
ending .dict.dz or .index; the program of examples/stems.rs). Needs numpy, scipy, jax, tokenizers, wordfreq, simplemma.
"""

import functools, glob, gzip, json, pathlib, random, re, struct, subprocess, sys
import jax, jax.numpy as jnp
import numpy as np
import scipy.sparse as sp
import simplemma, wordfreq
from tokenizers import Tokenizer

HERE = pathlib.Path(__file__).parent
ENCODER, LOCALES, DICTIONARY, STEMS = sys.argv[1:5]
WIDTH, ROUNDS, RIDGE, PRIOR, WHITEN, MOST = 192, 25, 1.0, 2.0, 0.2, 14500

# texts: Dutch beside English
def listed(n): return [l.rstrip('\n') for l in open(HERE / n) if l.strip() and not l.startswith('#')]
def fields(n):
    out=[]
    for l in listed(n):
        if l.startswith('@'): out.append({})
        else: out[-1][l[0].upper()]=[p.strip() for p in l[2:].split('|')]
    return out
def frames(n): return {l[0]:[f.strip() for f in l[2:].split('|')] for l in listed(n)}
FE,FN=fields('phrases.txt'),fields('phrases-nl.txt');RE,RN=frames('frames.txt'),frames('frames-nl.txt')
def made(count,seed=1):
    c=random.Random(seed);out=set()
    def one(k,f):
        n=c.randrange(len(RE[k]));e,d=RE[k][n],RN[k][n]
        for g in 'TOP':
            if re.search(r'\b%s\b'%g,e):
                m=c.randrange(len(FE[f][g]));e=re.sub(r'\b%s\b'%g,lambda _:FE[f][g][m],e);d=re.sub(r'\b%s\b'%g,lambda _:FN[f][g][m],d)
        return e,d
    while len(out)<count:
        f=c.randrange(len(FE));e,d=one(c.choices('TPOA',(4,5,3,5))[0],f)
        if c.random()<.1:
            e2,d2=one(c.choice('TPOA'),f);e,d=e+' '+e2,d+' '+d2
        out.add((e,d))
    # every phrase alone
    for f in range(len(FE)):
        for g in FE[f]: out|=set(zip(FE[f][g],FN[f][g]))
    return sorted(out)
def ftl():
    R=LOCALES+'/'
    def load(l):
        o={};
        for f in glob.glob(R+l+'/*.ftl'):
            k=None
            for x in open(f):
                m=re.match(r'([a-z][\w-]*) = (.*)',x)
                if m:k=f.rsplit('/')[-1]+m[1];o[k]=m[2]
                elif x.startswith(' ') and k and '{' not in x and '}' not in x and '=' not in x and '[' not in x:o[k]+=' '+x.strip()
        return o
    a,b=load('en'),load('nl');out=set()
    for k in a:
        if k in b:
            e,d=(re.sub(r'\{[^}]*\}|<[^>]*>|[*_`]',' ',x[k]) for x in (a,b))
            es,ds=re.split(r'(?<=[.?!])\s',e),re.split(r'(?<=[.?!])\s',d)
            for x,y in (zip(es,ds) if len(es)==len(ds) else [(e,d)]):
                if 1<=len(x.split())<=30 and y.strip(): out.add((' '.join(x.split()),' '.join(y.split())))
    return sorted(out)
def freedict():
    B='ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';V={c:i for i,c in enumerate(B)}
    num=lambda s:functools.reduce(lambda a,c:a*64+V[c],s,0)
    raw=gzip.open(DICTIONARY+'.dict.dz').read();d={}
    for l in open(DICTIONARY+'.index',encoding='utf8'):
        h,o,n=l.rstrip('\n').split('\t')
        if h.startswith('00'):continue
        t=raw[num(o):num(o)+num(n)].decode('utf8').replace('ĳ','ij').split('\n')
        h=re.sub(r'\s*/.*|\s*<.*','',t[0]).strip().lower().replace('‐','-')
        senses=[]
        for s in t[1:]:
            s=re.sub(r'^\s*\d+\.\s*','',s);s=re.sub(r'\([^)]*\)|\[[^]]*\]|<[^>]*>|"[^"]*"','',s)
            tr=[x.strip().replace('‐','-') for x in re.split('[,;]',s) if x.strip()]
            tr=[x for x in tr if len(x.split())<=3]
            if tr:senses.append(tr)
        if h and ' ' not in h and senses:d.setdefault(h,senses)
    return d
FD=freedict()
G={}
for line in listed('glossary-nl.txt'):
    for m in re.finditer(r"(\S+?)=(.*?)(?=\s\S+=|$)",line.strip()):
        G[m[1]]=[[x] for x in m[2].split('/')]
FD.update(G)
def translations():
    top=wordfreq.top_n_list('nl',45000);out={}
    for w in top:
        if not re.fullmatch(r"[a-zéëïöüèêáç-]{2,}",w):continue
        for k in (w,simplemma.lemmatize(w,'nl').lower()):
            if k in FD:out[w]=FD[k];break
    # dictionary words too rare for the list, so that parts of compounds are known
    for w in FD:
        if re.fullmatch(r"[a-zéëïöüèêáç]{3,}",w) and w not in out and wordfreq.zipf_frequency(w,'nl')>=1.8:out[w]=FD[w]
    return out
TR=translations()|G
def pick(c,s):
    s=s[0] if c.random()<.75 else c.choice(s)
    return s[0] if c.random()<.6 else c.choice(s)
def heaps(count,seed=5):
    c=random.Random(seed);ws=sorted(TR,key=lambda w:-wordfreq.zipf_frequency(w,'nl'))[100:]
    cum=list(np.cumsum(1/(np.arange(len(ws))+600.)));out=[]
    for _ in range(count):
        h=c.choices(ws,cum_weights=cum,k=c.choice([1,2,2,3,3,4]))
        out.append((' '.join(pick(c,TR[w]) for w in h),' '.join(h)))
    return out
def singles():
    # each word alone, as its first senses together
    return [(', '.join(dict.fromkeys([x for s in TR[w][:2] for x in s[:2]])),w) for w in sorted(TR)]

T={'made':made(26000),'ftl':ftl(),'heaps':heaps(20000),'singles':singles()}
c=random.Random(9)
for _ in range(8000):
    # the trade's own words in heaps of their own
    h=c.choices(sorted(G),k=c.choice([2,2,3,3,4]))
    T['heaps'].append((' '.join(pick(c,TR[w]) for w in h),' '.join(h)))

# the encoder: as in distil.py
source=(HERE/'distil.py').read_text()
exec(source[source.index('raw = open(ENCODER'):source.index('# --- words as the engine')])
english=[e for k in T for e,_ in T[k]]
once=sorted(set(english));place={t:i for i,t in enumerate(once)}
Y=encode([t.ids for t in TOKENS.encode_batch(once)],128)[[place[t] for t in english]]

# the fit: as in distil.py, over stems
order=[k for k in('made','ftl','heaps','singles') for _ in T[k]]
nl=[d for k in('made','ftl','heaps','singles') for _,d in T[k]]
stems=lambda ls:[l.split() for l in subprocess.run(STEMS,input='\n'.join(l.replace('\n',' ') for l in ls)+'\n',capture_output=True,text=True).stdout.split('\n')[:len(ls)]]
S=stems(nl);kind=np.array(order)
# rows: stems with enough to say; frequency of a stem is that of its forms
freq={}
top=wordfreq.top_n_list('nl',60000)
for w,s in zip(top,stems(top)):
    if len(s)==1:freq[s[0]]=freq.get(s[0],0)+10**wordfreq.zipf_frequency(w,'nl')
seen={}
for k,s in zip(order,S):
    for x in s: seen.setdefault(x,set()).add(k)
own={x for x,k in seen.items() if k&{'made','ftl'} or False}
gl=set(x for s in stems([l.split('=')[0] for l in re.findall(r'\S+=','\n'.join(listed('glossary-nl.txt')))]) for x in s)
ok=lambda x:any(c.isalpha() for c in x) and x.isascii() or x.isalpha()
cand=[x for x in seen if ok(x) and not x.isdigit()]
cand.sort(key=lambda x:(-(x in own or x in gl),-freq.get(x,0)))
rows=sorted(cand[:MOST]);R={x:i for i,x in enumerate(rows)}
print(len(cand),len(rows),len(own),len(gl))
ids=[[R[x] for x in s if x in R] for s in S]
sing=[i for i in range(len(S)) if kind[i]=='singles' and len(ids[i])==1]
V=np.zeros((len(rows),384),np.float32);n=np.zeros(len(rows))
for i in sing: V[ids[i][0]]+=Y[i];n[ids[i][0]]+=1
known=n>0;V[known]/=n[known,None];
weight={'made':1.,'ftl':1.,'heaps':1.,'singles':.5}
keep=[i for i in range(len(S)) if ids[i]]
A=sp.csr_matrix((np.ones(sum(len(ids[i]) for i in keep),np.float32),([r for r,i in enumerate(keep) for _ in ids[i]],[p for i in keep for p in ids[i]])),(len(keep),len(rows)))
A.sum_duplicates();A=sp.diags(np.maximum(np.asarray(A.sum(1)).ravel(),1)**-.5)@A
k=kind[keep];Yk=Y[keep];plain=(k=='made')|(k=='ftl')
middle=Yk[plain].mean(0)
_,_,turn=np.linalg.svd((Yk[plain]-middle)[::4],full_matrices=False);turn=turn[:WIDTH].T
w=np.array([weight[x] for x in k]);W=sp.diags(w)
f=np.array([freq.get(x,0)/1e9 for x in rows]);share=1e-3/(1e-3+f)
vm=V[known].mean(0);start=np.where(known[:,None],PRIOR*((V-vm)@turn)*share[:,None],0)
B=W@A;target=W@((Yk-middle)@turn)
X=np.zeros_like(start);X,r=X,B.T@(target-B@start)
p,rs=r.copy(),(r*r).sum(0)
for _ in range(ROUNDS):
    q=B.T@(B@p)+RIDGE*p;step=rs/((p*q).sum(0)+1e-12);X,r=X+step*p,r-step*q
    new=(r*r).sum(0);p,rs=r+new/(rs+1e-12)*p,new
X=X+start
fit=A@X;err=((fit-(Yk-middle)@turn)**2).sum(1);print('unexplained made',err[plain].mean()/(((Yk-middle)@turn)[plain]**2).sum(1).mean())
Z=A[np.flatnonzero(plain)[::3]]@X
values,axes=np.linalg.eigh(np.cov((Z/np.maximum(np.linalg.norm(Z,axis=1,keepdims=True),1e-9)).T))
X=X@(axes*np.maximum(values,1e-6)**-WHITEN)
scale=np.abs(X).max(1)/127;whole=np.maximum(1,np.round(scale/scale.max()*65535)).astype('<u2')
signed=np.clip(np.round(X/np.maximum(whole[:,None]*scale.max()/65535,1e-12)),-127,127).astype(np.int8)
(HERE/'pieces-nl.txt').write_text(''.join(x+'\n' for x in rows));(HERE/'vectors-nl.bin').write_bytes(whole.tobytes()+signed.tobytes())
